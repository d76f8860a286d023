package dev.dialogporten.dialog;

/** The name registry for actor ids; in memory, never blocks. */
public interface ActorNames {

  /** What the registry says of one actor id. */
  sealed interface Answer {
    /** The display name to store. */
    record Known(String name) implements Answer {}

    /** The id is accepted, but nobody knows a name: none is stored. */
    record Nameless() implements Answer {}

    /** No such actor: the request is refused with 422 {@code ActorId}. */
    record Unknown() implements Answer {}
  }

  /** Looks up a lower-cased actor URN. */
  Answer nameOf(String actorId);
}

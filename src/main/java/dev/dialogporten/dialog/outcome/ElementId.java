package dev.dialogporten.dialog.outcome;

import java.util.Comparator;
import java.util.UUID;

/** An id inside a section or transmission that must be unique across all dialogs. */
public record ElementId(Kind kind, UUID id) implements Comparable<ElementId> {
  private static final Comparator<ElementId> ORDER =
      Comparator.comparing(ElementId::id).thenComparing(ElementId::kind);

  /** Clients choose ids: a hash table with equal hash codes needs an order to stay fast. */
  @Override
  public int compareTo(ElementId other) {
    return ORDER.compare(this, other);
  }

  /**
   * The entity whose name is the {@code errors} key of a violation; {@link #number()} is the stored
   * form.
   */
  public enum Kind {
    Attachment,
    AttachmentUrl,
    DialogGuiAction,
    DialogApiAction,
    DialogApiActionEndpoint;

    public int number() {
      return ordinal() + 1;
    }

    public static Kind ofNumber(int number) {
      return values()[number - 1];
    }
  }
}

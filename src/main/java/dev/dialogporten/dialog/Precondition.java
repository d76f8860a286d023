package dev.dialogporten.dialog;

import java.util.Set;
import java.util.UUID;

/**
 * The parsed {@code If-Match} of a request (RFC 9110 section 13.1.1). Weak tags never match and are
 * left out of the set, so a field with only weak tags is a precondition that nothing fulfils.
 */
public record Precondition(Kind kind, Set<UUID> revisions) {

  /** What the field said. */
  public enum Kind {
    ABSENT,
    ANY,
    LISTED
  }

  public static final Precondition ABSENT = new Precondition(Kind.ABSENT, Set.of());
  public static final Precondition ANY = new Precondition(Kind.ANY, Set.of());

  public Precondition {
    revisions = Set.copyOf(revisions);
  }

  public static Precondition listed(Set<UUID> revisions) {
    return new Precondition(Kind.LISTED, revisions);
  }

  /** Whether an existing resource with this revision fulfils the precondition. */
  public boolean isFulfilledBy(UUID revision) {
    return kind != Kind.LISTED || revisions.contains(revision);
  }

  /**
   * Whether the caller bound the request to particular revisions, so that a lost race is 412 and
   * not a rerun.
   */
  public boolean isBound() {
    return kind == Kind.LISTED;
  }
}

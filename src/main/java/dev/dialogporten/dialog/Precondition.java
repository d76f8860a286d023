package dev.dialogporten.dialog;

import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import java.util.Set;
import java.util.UUID;

/**
 * The parsed {@code If-Match} of a request (RFC 9110 section 13.1.1). Weak tags never match, so a
 * field with only weak tags is a precondition that nothing fulfils.
 *
 * @param weak what weak tags named, to tell the client why it is refused
 */
public record Precondition(Kind kind, Set<UUID> revisions, Set<UUID> weak) {

  /** What the field said. */
  public enum Kind {
    ABSENT,
    /** Absent where the service wants one. */
    MISSING,
    ANY,
    LISTED
  }

  public static final Precondition ABSENT = new Precondition(Kind.ABSENT, Set.of(), Set.of());
  public static final Precondition MISSING = new Precondition(Kind.MISSING, Set.of(), Set.of());
  public static final Precondition ANY = new Precondition(Kind.ANY, Set.of(), Set.of());

  public Precondition {
    revisions = Set.copyOf(revisions);
    weak = Set.copyOf(weak);
  }

  public static Precondition listed(Set<UUID> revisions) {
    return listed(revisions, Set.of());
  }

  public static Precondition listed(Set<UUID> revisions, Set<UUID> weak) {
    return new Precondition(Kind.LISTED, revisions, weak);
  }

  /** Whether an existing resource with this revision fulfils the precondition. */
  public boolean isFulfilledBy(UUID revision) {
    return kind == Kind.LISTED ? revisions.contains(revision) : kind != Kind.MISSING;
  }

  /** What is told about a revision that does not fulfil it. */
  public Problem refusal(UUID revision) {
    if (kind == Kind.MISSING) {
      return Problem.of(ProblemType.PRECONDITION_REQUIRED)
          .withDetail(
              "This service changes nothing without If-Match. Read the dialog and name the ETag"
                  + " that came with it.");
    }
    return weak.contains(revision)
        ? Problem.weakEntityTag(revision)
        : Problem.preconditionFailed(revision);
  }

  /**
   * Whether the caller bound the request to particular revisions, so that a lost race is 412 and
   * not a rerun.
   */
  public boolean isBound() {
    return kind == Kind.LISTED;
  }
}

package dev.dialogporten.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One failure as it leaves the service (RFC 9457). Immutable.
 *
 * @param detail text for a person, or null
 * @param errors key to non-empty list of texts; empty when the problem has no {@code errors} member
 * @param currentRevision the revision the caller should have named (412, 409), or null
 * @param retryAfterSeconds value of {@code Retry-After}, 0 for none
 */
public record Problem(
    ProblemType type,
    String detail,
    Map<String, List<String>> errors,
    UUID currentRevision,
    int retryAfterSeconds) {

  public static Problem of(ProblemType type) {
    return new Problem(type, null, Map.of(), null, 0);
  }

  /** A problem whose {@code errors} member has one key with one text. */
  public static Problem of(ProblemType type, String key, String text) {
    return new Problem(type, null, Map.of(key, List.of(text)), null, 0);
  }

  /** A problem with the given {@code errors}, in the map's own order. */
  public static Problem of(ProblemType type, Map<String, List<String>> errors) {
    return new Problem(type, null, copy(errors), null, 0);
  }

  /** 412 (RFC 9110 section 13.1.1) naming the revision that is current. */
  public static Problem preconditionFailed(UUID currentRevision) {
    return new Problem(ProblemType.PRECONDITION_FAILED, null, Map.of(), currentRevision, 0);
  }

  /** 503: nothing was changed, the caller may repeat the request. */
  public static Problem unavailable(String detail) {
    return new Problem(ProblemType.UNAVAILABLE, detail, Map.of(), null, 1);
  }

  /** 503: the change may have been made; no {@code Retry-After}, for repeating may do it twice. */
  public static Problem outcomeUnknown() {
    return of(ProblemType.OUTCOME_UNKNOWN)
        .withDetail(
            "No answer came in time. The change may have been made: read before repeating.");
  }

  /** 429: the caller takes more than its share, nothing was done, and it may repeat the request. */
  public static Problem tooMany(String detail) {
    return new Problem(ProblemType.TOO_MANY_REQUESTS, detail, Map.of(), null, 1);
  }

  public Problem withDetail(String text) {
    return new Problem(type, text, errors, currentRevision, retryAfterSeconds);
  }

  public Problem withCurrentRevision(UUID revision) {
    return new Problem(type, detail, errors, revision, retryAfterSeconds);
  }

  public ProblemException toException() {
    return new ProblemException(this);
  }

  private static Map<String, List<String>> copy(Map<String, List<String>> errors) {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    errors.forEach((key, texts) -> copy.put(key, List.copyOf(texts)));
    return java.util.Collections.unmodifiableMap(copy);
  }
}

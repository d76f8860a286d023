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
 * @param inUse what holds the key or id that the request wanted, or null
 * @param oldest the oldest position that can be read from, when the one asked for has expired
 * @param conflicts what has changed since the revision the caller named (412, 409), or null
 * @param current JSON of the resource as it is now, for who wants it with a 412; or null
 */
public record Problem(
    ProblemType type,
    String detail,
    Map<String, List<String>> errors,
    UUID currentRevision,
    int retryAfterSeconds,
    InUse inUse,
    String oldest,
    Conflicts conflicts,
    String current) {

  private Problem(
      ProblemType type,
      String detail,
      Map<String, List<String>> errors,
      UUID currentRevision,
      int retryAfterSeconds,
      InUse inUse,
      String oldest) {
    this(type, detail, errors, currentRevision, retryAfterSeconds, inUse, oldest, null, null);
  }

  private Problem(
      ProblemType type,
      String detail,
      Map<String, List<String>> errors,
      UUID currentRevision,
      int retryAfterSeconds,
      InUse inUse) {
    this(type, detail, errors, currentRevision, retryAfterSeconds, inUse, null);
  }

  /**
   * A resource of the caller's own that holds a key or id already.
   *
   * @param transmissionId the transmission of the dialog, or null when the dialog itself is meant
   * @param idempotentKey the key it holds; null when it is its id that is wanted
   */
  public record InUse(UUID dialogId, UUID transmissionId, String idempotentKey) {}

  public static Problem of(ProblemType type) {
    return new Problem(type, null, Map.of(), null, 0, null);
  }

  /** A problem whose {@code errors} member has one key with one text. */
  public static Problem of(ProblemType type, String key, String text) {
    return new Problem(type, null, Map.of(key, List.of(text)), null, 0, null);
  }

  /** A problem with the given {@code errors}, in the map's own order. */
  public static Problem of(ProblemType type, Map<String, List<String>> errors) {
    return new Problem(type, null, copy(errors), null, 0, null);
  }

  /** 412 (RFC 9110 section 13.1.1) naming the revision that is current. */
  public static Problem preconditionFailed(UUID currentRevision) {
    return new Problem(ProblemType.PRECONDITION_FAILED, null, Map.of(), currentRevision, 0, null);
  }

  /**
   * 412 because of a weak tag (RFC 9110 section 8.8.3.2) that names the current revision. The
   * service writes none, so something in between did.
   */
  public static Problem weakEntityTag(UUID currentRevision) {
    return of(ProblemType.WEAK_ENTITY_TAG)
        .withCurrentRevision(currentRevision)
        .withDetail(
            "The entity-tag names the current revision, but a weak tag never matches. An"
                + " intermediary, such as a proxy that compresses, made it weak (W/); remove that"
                + " mark, or set the proxy up so that tags stay strong.");
  }

  /** 503: nothing was changed, the caller may repeat the request. */
  public static Problem unavailable(String detail) {
    return new Problem(ProblemType.UNAVAILABLE, detail, Map.of(), null, 1, null);
  }

  /** 503: more waits than there is room for. */
  public static Problem queueFull() {
    return unavailable("Too many requests are waiting. Nothing was changed; try again.");
  }

  public Problem withInUse(InUse resource) {
    return new Problem(type, detail, errors, currentRevision, retryAfterSeconds, resource);
  }

  /** 503: the change may have been made; no {@code Retry-After}, for repeating may do it twice. */
  public static Problem outcomeUnknown() {
    return of(ProblemType.OUTCOME_UNKNOWN)
        .withDetail(
            "No answer came in time. The change may have been made: read before repeating.");
  }

  /** 429: the caller takes more than its share, nothing was done, and it may repeat the request. */
  public static Problem tooMany(String detail) {
    return new Problem(ProblemType.TOO_MANY_REQUESTS, detail, Map.of(), null, 1, null);
  }

  /** 413, with the limit that is set. */
  public static Problem payloadTooLarge(int maxBytes) {
    return of(ProblemType.PAYLOAD_TOO_LARGE)
        .withDetail("The maximum allowed size is " + maxBytes + " bytes.");
  }

  /** Of its type; that of 413 tells the limit as well, as clients of the reference know it. */
  public String title() {
    return type == ProblemType.PAYLOAD_TOO_LARGE && detail != null
        ? type.title() + " " + detail
        : type.title();
  }

  public Problem withDetail(String text) {
    return new Problem(type, text, errors, currentRevision, retryAfterSeconds, inUse, oldest);
  }

  public Problem withCurrentRevision(UUID revision) {
    return new Problem(type, detail, errors, revision, retryAfterSeconds, inUse, oldest);
  }

  /** With the revision that the conflicts were read at, which may be a newer one. */
  public Problem withConflicts(Conflicts found) {
    return new Problem(
        type,
        detail,
        errors,
        found.currentRevision(),
        retryAfterSeconds,
        inUse,
        oldest,
        found,
        current);
  }

  public Problem withCurrent(String json) {
    return new Problem(
        type, detail, errors, currentRevision, retryAfterSeconds, inUse, oldest, conflicts, json);
  }

  public Problem withRetryAfter(int seconds) {
    return new Problem(type, detail, errors, currentRevision, seconds, inUse, oldest);
  }

  /** 410: the position has expired, and what can be read from instead. */
  public static Problem expired(String key, String oldest) {
    String text = "The position has expired; the oldest one kept is " + oldest + ".";
    Map<String, List<String>> errors = Map.of(key, List.of(text));
    return new Problem(ProblemType.GONE, null, errors, null, 0, null, oldest);
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

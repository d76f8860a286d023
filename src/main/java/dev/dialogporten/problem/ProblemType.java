package dev.dialogporten.problem;

/**
 * The closed catalogue of failures: status, title and type of RFC 9457 problem details, and our
 * stable {@link #code()}. Titles and types are those of the reference API; nothing else in the
 * service decides a status of a failure.
 */
public enum ProblemType {
  VALIDATION(
      400, "validation_failed", "One or more validation errors occurred.", "rfc7231#section-6.5.1"),
  MALFORMED_BODY(
      400, "malformed_body", "One or more validation errors occurred.", "rfc7231#section-6.5.1"),
  INVALID_PARAMETER(
      400, "invalid_parameter", "One or more validation errors occurred.", "rfc7231#section-6.5.1"),
  /** {@code If-Match} where nothing can be compared with it. */
  PRECONDITION_NOT_SUPPORTED(
      400,
      "precondition_not_supported",
      "One or more validation errors occurred.",
      "rfc7231#section-6.5.1"),
  PATCH_NOT_APPLICABLE(
      400,
      "patch_not_applicable",
      "One or more validation errors occurred.",
      "rfc7231#section-6.5.1"),
  /** A merge patch has a member that no dialog has. */
  UNKNOWN_MEMBER(
      400, "unknown_member", "One or more validation errors occurred.", "rfc7231#section-6.5.1"),
  /** A merge patch gives another value to a member that is set once, or by the service. */
  IMMUTABLE_MEMBER(
      400, "immutable_member", "One or more validation errors occurred.", "rfc7231#section-6.5.1"),
  /** A patch names an element by an id or language that no element of the list has. */
  NO_SUCH_ELEMENT(
      400, "no_such_element", "One or more validation errors occurred.", "rfc7231#section-6.5.1"),
  UNAUTHENTICATED(401, "unauthenticated", "Unauthorized.", "rfc7235#section-3.1"),
  FORBIDDEN(403, "forbidden", "Forbidden.", "rfc7231#section-6.5.3"),
  NOT_FOUND(404, "not_found", "Resource not found.", "rfc7231#section-6.5.4"),
  METHOD_NOT_ALLOWED(405, "method_not_allowed", "Method not allowed.", "rfc7231#section-6.5.5"),
  NOT_ACCEPTABLE(
      406, "not_acceptable", "Requested content type is not acceptable.", "rfc7231#section-6.5.6"),
  REQUEST_TIMEOUT(408, "request_timeout", "Request timeout.", "rfc9110#section-15.5.9"),
  CONFLICT(409, "conflict", "Conflict.", "rfc7231#section-6.5.8"),
  GONE(410, "gone", "Resource no longer available.", "rfc7231#section-6.5.9"),
  PRECONDITION_FAILED(412, "precondition_failed", "Precondition failed.", "rfc7232#section-4.2"),
  /** The tag names the current revision, but a weak one never matches. */
  WEAK_ENTITY_TAG(412, "weak_entity_tag", "Precondition failed.", "rfc7232#section-4.2"),
  PAYLOAD_TOO_LARGE(413, "payload_too_large", "Payload too large.", "rfc7231#section-6.5.11"),
  URI_TOO_LONG(414, "uri_too_long", "URI too long.", "rfc7231#section-6.5.12"),
  UNSUPPORTED_MEDIA_TYPE(
      415, "unsupported_media_type", "Unsupported media type.", "rfc7231#section-6.5.13"),
  UNPROCESSABLE(422, "unprocessable", "Unprocessable request.", "rfc4918#section-11.2"),
  /** The operations of a patch would take too long on this dialog. */
  PATCH_TOO_COSTLY(422, "patch_too_costly", "Unprocessable request.", "rfc4918#section-11.2"),
  /** Deciding took too long and was given up. */
  DECISION_TOO_LONG(422, "decision_too_long", "Unprocessable request.", "rfc4918#section-11.2"),
  /** The service is set up to change nothing without {@code If-Match}. */
  PRECONDITION_REQUIRED(
      428, "precondition_required", "Precondition required.", "rfc6585#section-3"),
  TOO_MANY_REQUESTS(429, "too_many_requests", "Too many requests.", "rfc6585#section-4"),
  HEADERS_TOO_LARGE(
      431, "headers_too_large", "Request header fields too large.", "rfc6585#section-5"),
  INTERNAL(
      500, "internal", "An error occurred while processing the request.", "rfc7231#section-6.6.1"),
  /** A method this service knows of no resource (RFC 9110 section 15.6.2). */
  NOT_IMPLEMENTED(501, "not_implemented", "Not implemented.", "rfc9110#section-15.6.2"),
  BAD_GATEWAY(502, "bad_gateway", "Bad gateway.", "rfc7231#section-6.6.3"),
  /** Nothing was begun; the request may be repeated as it is. */
  UNAVAILABLE(503, "unavailable", "Service unavailable.", "rfc7231#section-6.6.4"),
  /** The write was sent and its answer is missing: it may have been done. */
  OUTCOME_UNKNOWN(503, "outcome_unknown", "Service unavailable.", "rfc7231#section-6.6.4");

  private static final String TYPE_BASE = "https://datatracker.ietf.org/doc/html/";

  private final int status;
  private final String code;
  private final String title;
  private final String type;

  ProblemType(int status, String code, String title, String section) {
    this.status = status;
    this.code = code;
    this.title = title;
    this.type = TYPE_BASE + section;
  }

  /** HTTP status code. */
  public int status() {
    return status;
  }

  /** Stable machine-readable name, the extra member {@code code} of every problem. */
  public String code() {
    return code;
  }

  public String title() {
    return title;
  }

  /** The {@code type} URI of RFC 9457. */
  public String type() {
    return type;
  }
}

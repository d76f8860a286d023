package dev.dialogporten.auth;

/**
 * No valid token: the answer is 401 with a challenge (RFC 6750 section 3). Taken without a stack
 * trace; a refusal is an ordinary outcome.
 */
public final class Unauthenticated extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String challenge;

  private Unauthenticated(String challenge, String reason) {
    super(reason, null, false, false);
    this.challenge = challenge;
  }

  /** The request carries no bearer token, or one of an issuer nobody here knows. */
  public static Unauthenticated missing(String reason) {
    return new Unauthenticated("Bearer", reason);
  }

  /**
   * The request carries a token that is unreadable, expired or badly signed.
   *
   * @param reason for the client: printable ASCII without quotes and backslashes (RFC 6750 section
   *     3), never a part of the token
   */
  public static Unauthenticated invalid(String reason) {
    return new Unauthenticated(
        "Bearer error=\"invalid_token\", error_description=\"" + reason + "\"", reason);
  }

  /** Value of {@code WWW-Authenticate}. */
  public String challenge() {
    return challenge;
  }
}

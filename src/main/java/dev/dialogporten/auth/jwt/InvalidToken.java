package dev.dialogporten.auth.jwt;

/**
 * A token that must not be believed. The message names the rule that was broken, for the client
 * (RFC 6750 section 3: printable ASCII without quotes and backslashes); it never repeats a part of
 * the token. No stack trace: a refusal is an ordinary outcome.
 */
public final class InvalidToken extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidToken(String rule) {
    super(rule, null, false, false);
  }
}

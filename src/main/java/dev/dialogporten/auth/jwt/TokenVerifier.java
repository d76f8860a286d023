package dev.dialogporten.auth.jwt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/** Signature and the claims that decide whether a token may be believed now (RFC 7519). */
final class TokenVerifier {
  /** Clocks may differ by this much. */
  static final Duration SKEW = Duration.ofSeconds(2);

  /** 9999-12-31: later is taken for a mistake, and would overflow arithmetic on time. */
  private static final double LATEST = 253_402_300_799.0;

  private TokenVerifier() {}

  /**
   * @param issuer exact value of {@code iss}
   * @param audience value {@code aud} must hold, or null for any
   */
  static VerifiedToken verify(
      CompactToken token, VerificationKey key, String issuer, String audience, Instant now)
      throws InvalidToken {
    if (!token.isSignedBy(key)) {
      throw new InvalidToken("the signature is not valid");
    }
    ObjectNode claims = token.claims();
    if (!issuer.equals(token.claimedIssuer())) {
      throw new InvalidToken("the issuer is not the owner of the key");
    }
    Instant expires = time(claims, "exp");
    if (expires == null) {
      throw new InvalidToken("the token has no expiry");
    }
    if (!now.isBefore(expires.plus(SKEW))) {
      throw new InvalidToken("the token has expired");
    }
    Instant notBefore = time(claims, "nbf");
    if (notBefore != null && now.isBefore(notBefore.minus(SKEW))) {
      throw new InvalidToken("the token is not valid yet");
    }
    time(claims, "iat"); // not needed, but whoever cannot write it is not to be trusted
    if (claims.has("aud") && !isAudience(claims.get("aud"))) {
      throw new InvalidToken("the audience is neither a string nor an array of strings");
    }
    if (audience != null && !names(claims.path("aud"), audience)) {
      throw new InvalidToken("the token is meant for somebody else");
    }
    return new VerifiedToken(claims, expires.plus(SKEW));
  }

  /** NumericDate of RFC 7519 section 2; null when the claim is absent. */
  private static Instant time(JsonNode claims, String claim) throws InvalidToken {
    JsonNode value = claims.get(claim);
    if (value == null) {
      return null;
    }
    double seconds = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (!(Math.abs(seconds) <= LATEST)) {
      throw new InvalidToken("a time in the token is not a number of seconds");
    }
    return Instant.ofEpochMilli((long) Math.floor(seconds * 1000));
  }

  /** RFC 7519 section 4.1.3: one string or an array of them. */
  private static boolean isAudience(JsonNode claim) {
    if (!claim.isArray()) {
      return claim.isTextual();
    }
    for (JsonNode each : claim) {
      if (!each.isTextual()) {
        return false;
      }
    }
    return true;
  }

  private static boolean names(JsonNode audiences, String audience) {
    if (audiences.isTextual()) {
      return audiences.textValue().equals(audience);
    }
    for (JsonNode each : audiences) {
      if (audience.equals(each.textValue())) {
        return true;
      }
    }
    return false;
  }
}

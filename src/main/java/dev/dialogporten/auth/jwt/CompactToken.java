package dev.dialogporten.auth.jwt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * A token in JWS compact serialization (RFC 7515 section 7.1), taken apart and not yet believed.
 * Header members that offer a key ({@code jku}, {@code jwk}, {@code x5u}, {@code x5c}) are not even
 * read: keys come from the issuer's set only.
 */
public final class CompactToken {
  /** Longest token looked at, in characters. */
  public static final int MAX_LENGTH = 16 * 1024;

  private final SignatureAlgorithm algorithm;
  private final String keyId;
  private final ObjectNode claims;
  private final byte[] signed;
  private final byte[] signature;

  private CompactToken(
      SignatureAlgorithm algorithm,
      String keyId,
      ObjectNode claims,
      byte[] signed,
      byte[] signature) {
    this.algorithm = algorithm;
    this.keyId = keyId;
    this.claims = claims;
    this.signed = signed;
    this.signature = signature;
  }

  public static CompactToken parse(String token) throws InvalidToken {
    if (token.length() > MAX_LENGTH) {
      throw new InvalidToken("the token is too long");
    }
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    if (first < 0 || second < 0 || token.indexOf('.', second + 1) >= 0) {
      throw new InvalidToken("the token is not a signed JWT");
    }
    ObjectNode header = object(token.substring(0, first));
    if (header.has("crit")) {
      // RFC 7515 section 4.1.11: no extension is understood here
      throw new InvalidToken("the token uses an extension that is not supported");
    }
    SignatureAlgorithm algorithm =
        SignatureAlgorithm.named(StrictJson.text(header, "alg"))
            .orElseThrow(() -> new InvalidToken("the signature algorithm is not accepted"));
    String keyId = StrictJson.text(header, "kid");
    if (keyId == null) {
      throw new InvalidToken("the token does not name its key");
    }
    ObjectNode claims = object(token.substring(first + 1, second));
    byte[] signature = Base64Url.decode(token.substring(second + 1));
    if (signature == null || signature.length == 0) {
      throw new InvalidToken("the signature is not base64url");
    }
    byte[] signed = token.substring(0, second).getBytes(StandardCharsets.US_ASCII);
    return new CompactToken(algorithm, keyId, claims, signed, signature);
  }

  SignatureAlgorithm algorithm() {
    return algorithm;
  }

  String keyId() {
    return keyId;
  }

  ObjectNode claims() {
    return claims;
  }

  /** Whether the signature is over header and claims as they were sent, by this key. */
  boolean isSignedBy(VerificationKey key) {
    return algorithm.fits(key) && algorithm.verify(key, signed, signature);
  }

  /** The issuer the token claims, or null; only to choose whose keys it is checked with. */
  String claimedIssuer() {
    return StrictJson.text(claims, "iss");
  }

  @Override
  public String toString() {
    return "CompactToken[" + algorithm + "]";
  }

  private static ObjectNode object(String part) throws InvalidToken {
    byte[] json = Base64Url.decode(part);
    if (json == null) {
      throw new InvalidToken("the token is not base64url");
    }
    return StrictJson.object(json)
        .orElseThrow(
            () -> new InvalidToken("header and claims must be JSON objects without repetitions"));
  }
}

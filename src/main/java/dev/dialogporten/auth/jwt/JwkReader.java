package dev.dialogporten.auth.jwt;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.security.spec.KeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Map;
import java.util.Optional;

/** One JSON Web Key (RFC 7517, RFC 7518 section 6, RFC 8037) to a key that can verify. */
final class JwkReader {
  /** RFC 7518 section 3.3; the upper end bounds the work one token can ask for. */
  private static final int MIN_RSA_BITS = 2048;

  private static final int MAX_RSA_BITS = 8192;
  private static final Map<String, KeyKind> CURVES =
      Map.of("P-256", KeyKind.P256, "P-384", KeyKind.P384, "P-521", KeyKind.P521);

  private JwkReader() {}

  /** Empty when the key cannot be used: another type or use, no id, too weak, malformed. */
  static Optional<VerificationKey> read(JsonNode jwk) {
    String id = StrictJson.text(jwk, "kid");
    if (id == null || !isForVerifying(jwk)) {
      return Optional.empty();
    }
    try {
      KeyKind kind = kind(jwk);
      PublicKey key = kind == null ? null : publicKey(kind, jwk);
      return Optional.ofNullable(key)
          .map(k -> new VerificationKey(id, kind, StrictJson.text(jwk, "alg"), k));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private static boolean isForVerifying(JsonNode jwk) {
    JsonNode operations = jwk.get("key_ops");
    boolean verifies = operations == null;
    if (operations != null) {
      for (JsonNode operation : operations) {
        verifies |= "verify".equals(operation.textValue());
      }
    }
    return verifies && (!jwk.has("use") || "sig".equals(StrictJson.text(jwk, "use")));
  }

  private static KeyKind kind(JsonNode jwk) {
    String type = StrictJson.text(jwk, "kty");
    String curve = StrictJson.text(jwk, "crv");
    if ("RSA".equals(type)) {
      return KeyKind.RSA;
    }
    if ("EC".equals(type) && curve != null) {
      return CURVES.get(curve);
    }
    return "OKP".equals(type) && "Ed25519".equals(curve) ? KeyKind.ED25519 : null;
  }

  private static PublicKey publicKey(KeyKind kind, JsonNode jwk) throws GeneralSecurityException {
    return switch (kind) {
      case RSA -> rsa(number(jwk, "n"), number(jwk, "e"));
      case ED25519 -> ed25519(bytes(jwk, "x"));
      default -> elliptic(kind, bytes(jwk, "x"), bytes(jwk, "y"));
    };
  }

  private static PublicKey rsa(BigInteger modulus, BigInteger exponent)
      throws GeneralSecurityException {
    if (modulus == null
        || exponent == null
        || modulus.bitLength() < MIN_RSA_BITS
        || modulus.bitLength() > MAX_RSA_BITS
        || exponent.bitLength() > 64
        || !exponent.testBit(0)
        || exponent.equals(BigInteger.ONE)) {
      return null;
    }
    return key("RSA", new RSAPublicKeySpec(modulus, exponent));
  }

  private static PublicKey elliptic(KeyKind kind, byte[] x, byte[] y)
      throws GeneralSecurityException {
    int length = kind.coordinateBytes();
    if (x == null || y == null || x.length != length || y.length != length) {
      return null;
    }
    ECPoint point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
    return isOnCurve(point, kind.curve())
        ? key("EC", new ECPublicKeySpec(point, kind.curve()))
        : null;
  }

  private static boolean isOnCurve(ECPoint point, ECParameterSpec parameters) {
    EllipticCurve curve = parameters.getCurve();
    BigInteger p = ((ECFieldFp) curve.getField()).getP();
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB());
    return x.compareTo(p) < 0
        && y.compareTo(p) < 0
        && y.pow(2).subtract(right).mod(p).signum() == 0;
  }

  /** RFC 8032 section 5.1.2: little-endian y, the highest bit is the sign of x. */
  private static PublicKey ed25519(byte[] encoded) throws GeneralSecurityException {
    if (encoded == null || encoded.length != KeyKind.ED25519.coordinateBytes()) {
      return null;
    }
    byte[] y = new byte[encoded.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = encoded[encoded.length - 1 - i];
    }
    boolean xIsOdd = (y[0] & 0x80) != 0;
    y[0] &= 0x7f;
    EdECPoint point = new EdECPoint(xIsOdd, new BigInteger(1, y));
    return key("Ed25519", new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
  }

  private static PublicKey key(String family, KeySpec spec) throws GeneralSecurityException {
    return KeyFactory.getInstance(family).generatePublic(spec);
  }

  private static BigInteger number(JsonNode jwk, String member) {
    byte[] bytes = bytes(jwk, member);
    return bytes == null || bytes.length == 0 ? null : new BigInteger(1, bytes);
  }

  private static byte[] bytes(JsonNode jwk, String member) {
    String text = StrictJson.text(jwk, member);
    return text == null ? null : Base64Url.decode(text);
  }
}

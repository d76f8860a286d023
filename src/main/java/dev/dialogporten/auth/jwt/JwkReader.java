package dev.dialogporten.auth.jwt;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/** One JSON Web Key (RFC 7517, RFC 7518 section 6, RFC 8037) to a key that can verify. */
final class JwkReader {
  /** RFC 7518 section 3.3; the upper end bounds the work one token can ask for. */
  private static final int MIN_RSA_BITS = 2048;

  private static final int MAX_RSA_BITS = 8192;
  private static final Map<Curve, KeyKind> CURVES =
      Map.of(Curve.P_256, KeyKind.P256, Curve.P_384, KeyKind.P384, Curve.P_521, KeyKind.P521);

  private JwkReader() {}

  /** Empty when the key cannot be used: another type or use, no id, too weak, malformed. */
  static Optional<VerificationKey> read(JsonNode json) {
    String id = StrictJson.text(json, "kid");
    if (id == null || !isCanonical(json)) {
      return Optional.empty();
    }
    try {
      JWK jwk = JWK.parse(json.toString());
      KeyKind kind = kind(jwk);
      return kind == null || !isForVerifying(jwk)
          ? Optional.empty()
          : Optional.ofNullable(publicKey(jwk))
              .map(key -> new VerificationKey(id, kind, StrictJson.text(json, "alg"), key));
    } catch (ParseException | JOSEException | RuntimeException e) {
      return Optional.empty(); // the library throws unchecked what a key must not be, too
    }
  }

  /** The library also takes other spellings of base64url than the one of RFC 7515 section 2. */
  private static boolean isCanonical(JsonNode json) {
    for (String member : new String[] {"n", "e", "x", "y"}) {
      JsonNode value = json.get(member);
      if (value != null && (!value.isTextual() || Base64Url.decode(value.textValue()) == null)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isForVerifying(JWK jwk) {
    return (jwk.getKeyOperations() == null || jwk.getKeyOperations().contains(KeyOperation.VERIFY))
        && (jwk.getKeyUse() == null || jwk.getKeyUse().equals(KeyUse.SIGNATURE));
  }

  private static KeyKind kind(JWK jwk) {
    if (jwk instanceof RSAKey) {
      return KeyKind.RSA;
    }
    if (jwk instanceof ECKey elliptic) {
      return CURVES.get(elliptic.getCurve());
    }
    return jwk instanceof OctetKeyPair pair && pair.getCurve().equals(Curve.Ed25519)
        ? KeyKind.ED25519
        : null;
  }

  private static PublicKey publicKey(JWK jwk) throws JOSEException {
    if (jwk instanceof RSAKey rsa) {
      RSAPublicKey key = rsa.toRSAPublicKey();
      return isStrong(key) ? key : null;
    }
    return jwk instanceof ECKey elliptic
        ? elliptic.toECPublicKey()
        : Ed25519.publicKey(((OctetKeyPair) jwk).getDecodedX());
  }

  private static boolean isStrong(RSAPublicKey key) {
    int bits = key.getModulus().bitLength();
    BigInteger exponent = key.getPublicExponent();
    return bits >= MIN_RSA_BITS
        && bits <= MAX_RSA_BITS
        && exponent.bitLength() <= 64
        && exponent.testBit(0)
        && !exponent.equals(BigInteger.ONE);
  }
}

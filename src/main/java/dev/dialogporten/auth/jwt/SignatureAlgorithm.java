package dev.dialogporten.auth.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Optional;

/**
 * The signature algorithms that are believed: asymmetric ones of RFC 7518 and RFC 8037. {@code
 * none} and the HMAC family do not exist here, so no header can ask for them.
 */
enum SignatureAlgorithm {
  RS256(KeyKind.RSA),
  RS384(KeyKind.RSA),
  RS512(KeyKind.RSA),
  PS256(KeyKind.RSA),
  PS384(KeyKind.RSA),
  PS512(KeyKind.RSA),
  // the curve is part of the algorithm: RFC 7518 section 3.4
  ES256(KeyKind.P256),
  ES384(KeyKind.P384),
  ES512(KeyKind.P521),
  EDDSA(KeyKind.ED25519);

  private final KeyKind kind;

  SignatureAlgorithm(KeyKind kind) {
    this.kind = kind;
  }

  /** The algorithm with this exact {@code alg} value. */
  static Optional<SignatureAlgorithm> named(String alg) {
    return Arrays.stream(values()).filter(a -> a.headerName().equals(alg)).findFirst();
  }

  String headerName() {
    return this == EDDSA ? "EdDSA" : name();
  }

  /** The key is of the right family and curve, and not reserved for another algorithm. */
  boolean fits(VerificationKey key) {
    return key.kind() == kind && (key.algorithm() == null || key.algorithm().equals(headerName()));
  }

  boolean verify(VerificationKey key, byte[] signed, byte[] signature) {
    if (this == EDDSA) {
      return Ed25519.verify(key.publicKey(), signed, signature);
    }
    try {
      JWSHeader header = new JWSHeader(JWSAlgorithm.parse(headerName()));
      return verifier(key.publicKey()).verify(header, signed, Base64URL.encode(signature));
    } catch (JOSEException e) {
      return false; // a signature of the wrong form; that key and algorithm fit is known
    }
  }

  private static JWSVerifier verifier(PublicKey key) throws JOSEException {
    return key instanceof RSAPublicKey rsa
        ? new RSASSAVerifier(rsa)
        : new ECDSAVerifier((ECPublicKey) key);
  }
}

package dev.dialogporten.auth.jwt;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/**
 * The signature algorithms that are believed: asymmetric ones of RFC 7518 and RFC 8037. {@code
 * none} and the HMAC family do not exist here, so no header can ask for them.
 *
 * <p>Signatures are checked with {@code java.security} directly. vertx-auth-jwt cannot forbid
 * repeated members, takes a token without {@code exp}, and picks any key of the algorithm's family;
 * the larger JOSE libraries bring their own JSON reader and far more of JOSE than is wanted. What
 * is left to write is this table.
 */
enum SignatureAlgorithm {
  RS256(KeyKind.RSA, "SHA256withRSA", null),
  RS384(KeyKind.RSA, "SHA384withRSA", null),
  RS512(KeyKind.RSA, "SHA512withRSA", null),
  PS256(KeyKind.RSA, "RSASSA-PSS", "SHA-256"),
  PS384(KeyKind.RSA, "RSASSA-PSS", "SHA-384"),
  PS512(KeyKind.RSA, "RSASSA-PSS", "SHA-512"),
  // the curve is part of the algorithm: RFC 7518 section 3.4
  ES256(KeyKind.P256, "SHA256withECDSAinP1363Format", null),
  ES384(KeyKind.P384, "SHA384withECDSAinP1363Format", null),
  ES512(KeyKind.P521, "SHA512withECDSAinP1363Format", null),
  EDDSA(KeyKind.ED25519, "Ed25519", null);

  private final KeyKind kind;
  private final String transformation;
  private final String pssDigest;

  SignatureAlgorithm(KeyKind kind, String transformation, String pssDigest) {
    this.kind = kind;
    this.transformation = transformation;
    this.pssDigest = pssDigest;
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
    if (kind.curve() != null && !hasValidHalves(signature)) {
      return false;
    }
    try {
      Signature verifier = signature();
      verifier.initVerify(key.publicKey());
      verifier.update(signed);
      return verifier.verify(signature);
    } catch (SignatureException e) {
      return false; // wrong length or format
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot check " + name() + " signatures", e);
    }
  }

  byte[] sign(PrivateKey key, byte[] data) {
    try {
      Signature signer = signature();
      signer.initSign(key);
      signer.update(data);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot make " + name() + " signatures", e);
    }
  }

  private Signature signature() throws GeneralSecurityException {
    Signature signature = Signature.getInstance(transformation);
    if (pssDigest != null) {
      // RFC 7518 section 3.5: same hash for the mask, salt as long as the hash
      int saltBytes = MessageDigest.getInstance(pssDigest).getDigestLength();
      MGF1ParameterSpec mask = new MGF1ParameterSpec(pssDigest);
      signature.setParameter(
          new PSSParameterSpec(
              pssDigest, "MGF1", mask, saltBytes, PSSParameterSpec.TRAILER_FIELD_BC));
    }
    return signature;
  }

  /**
   * Both halves are in 1..n-1. Runtimes with CVE-2022-21449 take an all-zero signature for any
   * text; this does not depend on which runtime is there.
   */
  private boolean hasValidHalves(byte[] signature) {
    int half = kind.coordinateBytes();
    if (signature.length != 2 * half) {
      return false;
    }
    BigInteger order = kind.curve().getOrder();
    BigInteger r = new BigInteger(1, signature, 0, half);
    BigInteger s = new BigInteger(1, signature, half, half);
    return r.signum() > 0 && s.signum() > 0 && r.compareTo(order) < 0 && s.compareTo(order) < 0;
  }
}

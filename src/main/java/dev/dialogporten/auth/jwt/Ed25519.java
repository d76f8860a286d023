package dev.dialogporten.auth.jwt;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;

/** EdDSA by the Java runtime: the JOSE library would need another library for it. */
final class Ed25519 {
  private static final String NAME = "Ed25519";
  private static final int KEY_BYTES = 32;

  private Ed25519() {}

  /**
   * RFC 8032 section 5.1.2: little-endian y, the highest bit is the sign of x.
   *
   * @throws IllegalArgumentException when it is no key
   */
  static PublicKey publicKey(byte[] encoded) {
    if (encoded.length != KEY_BYTES) {
      throw new IllegalArgumentException("not an Ed25519 key");
    }
    byte[] y = new byte[KEY_BYTES];
    for (int i = 0; i < KEY_BYTES; i++) {
      y[i] = encoded[KEY_BYTES - 1 - i];
    }
    boolean xIsOdd = (y[0] & 0x80) != 0;
    y[0] &= 0x7f;
    EdECPoint point = new EdECPoint(xIsOdd, new BigInteger(1, y));
    try {
      return KeyFactory.getInstance(NAME)
          .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 key", e);
    }
  }

  static boolean verify(PublicKey key, byte[] signed, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(NAME);
      verifier.initVerify(key);
      verifier.update(signed);
      return verifier.verify(signature);
    } catch (SignatureException e) {
      return false; // wrong length or format
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot check Ed25519 signatures", e);
    }
  }
}

package dev.dialogporten.auth.jwt;

import java.security.PublicKey;

/**
 * One public key of an issuer.
 *
 * @param id the {@code kid} tokens name it by
 * @param algorithm the only algorithm it may be used with, or null for any that fits its kind
 */
record VerificationKey(String id, KeyKind kind, String algorithm, PublicKey publicKey) {
  @Override
  public String toString() {
    return "VerificationKey[" + id + "]";
  }
}

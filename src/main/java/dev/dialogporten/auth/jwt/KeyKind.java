package dev.dialogporten.auth.jwt;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;

/** What a verification key is: its family and, for elliptic curves, the curve (RFC 7518, 8037). */
enum KeyKind {
  RSA(null, 0),
  P256("secp256r1", 32),
  P384("secp384r1", 48),
  P521("secp521r1", 66),
  ED25519(null, 32);

  @SuppressWarnings("ImmutableEnumChecker") // an ECParameterSpec never changes
  private final ECParameterSpec curve;

  private final int coordinateBytes;

  KeyKind(String curveName, int coordinateBytes) {
    this.curve = curveName == null ? null : parameters(curveName);
    this.coordinateBytes = coordinateBytes;
  }

  /** Curve parameters; null for RSA and Ed25519. */
  ECParameterSpec curve() {
    return curve;
  }

  /** Length of one coordinate, and of each half of a signature. */
  int coordinateBytes() {
    return coordinateBytes;
  }

  private static ECParameterSpec parameters(String name) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(name));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks the curve " + name, e);
    }
  }
}

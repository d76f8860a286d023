package dev.dialogporten.auth.jwt;

/** What a verification key is: its family and, for elliptic curves, the curve (RFC 7518, 8037). */
enum KeyKind {
  RSA,
  P256,
  P384,
  P521,
  ED25519
}

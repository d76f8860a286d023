package dev.dialogporten.auth.jwt;

/**
 * What an issuer says of itself.
 *
 * @param issuer exact value of {@code iss}
 */
record IssuerDocument(String issuer, JwkSet keys) {}

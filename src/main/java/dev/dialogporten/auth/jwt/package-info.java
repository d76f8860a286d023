/**
 * JSON Web Tokens of trusted issuers: keys and their refresh, signatures, claims (RFC 7519, RFC
 * 8725).
 *
 * <p>Start with {@code Issuers}.
 */
package dev.dialogporten.auth.jwt;

/**
 * Who is asking: bearer tokens, the principal they stand for, and what an endpoint demands of it.
 *
 * <p>Start with {@code Authentication} and {@code Policy}.
 */
package dev.dialogporten.auth;

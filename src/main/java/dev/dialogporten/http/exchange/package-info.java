/**
 * What every handler speaks: the admitted request, the reply, preconditions, and the one writer of
 * problems.
 *
 * <p>Start with {@code ApiRequest} and {@code Reply}.
 */
package dev.dialogporten.http.exchange;

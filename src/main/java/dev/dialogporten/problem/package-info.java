/**
 * Failures as values: the closed catalogue of problem types and the RFC 9457 problem a client sees.
 *
 * <p>Everybody may know this package; it knows no other package of the project, no HTTP and no SQL
 * client. Start with {@code ProblemType}.
 */
package dev.dialogporten.problem;

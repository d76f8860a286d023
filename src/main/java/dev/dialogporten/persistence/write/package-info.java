/**
 * The write path: run a command in its dialog's turn, decide, gather, commit with the change-log
 * row, answer.
 *
 * <p>Start with {@code CommandRunner}, then {@code WriteBatch} and {@code WriteStatement}.
 */
package dev.dialogporten.persistence.write;

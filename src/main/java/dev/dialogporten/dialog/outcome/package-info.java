/**
 * The outcome of deciding a command: a refusal, no change, a question, or the rows to write.
 *
 * <p>All that persistence and the event bus need to know of a decision. Start with {@code Decision}
 * and {@code WriteUnit}.
 */
package dev.dialogporten.dialog.outcome;

/**
 * What is searched: conditions, orders, continuation tokens and the texts that searches find.
 *
 * <p>Values only; the statements are in {@code persistence.search}. Start with {@code
 * DialogSearch}.
 */
package dev.dialogporten.dialog.search;

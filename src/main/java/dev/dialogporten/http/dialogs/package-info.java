/**
 * Dialogs over HTTP: the conditional update, transmissions, activities, labels and actions, and the
 * JSON they answer with.
 *
 * <p>Start with {@code Dialogs}.
 */
package dev.dialogporten.http.dialogs;

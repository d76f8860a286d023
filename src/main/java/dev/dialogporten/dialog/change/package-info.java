/**
 * What a write did, as the change log records it: kind, changed members, appended rows.
 *
 * <p>Decisions make these values, persistence stores them, events are derived from them. Start with
 * {@code DialogChange}.
 */
package dev.dialogporten.dialog.change;

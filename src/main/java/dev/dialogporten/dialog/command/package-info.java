/**
 * What can be asked: one record per command that changes a dialog and per question about one.
 *
 * <p>These records cross the event bus and are deeply immutable. Start with {@code DialogCommand}.
 */
package dev.dialogporten.dialog.command;

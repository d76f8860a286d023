/**
 * What each command does to a dialog: one pure function per operation, from snapshot, command and
 * context to a decision.
 *
 * <p>Only {@code Decisions} is public. Nothing here reads or writes; what a decision must still
 * look up is part of its outcome.
 */
package dev.dialogporten.dialog.decision;

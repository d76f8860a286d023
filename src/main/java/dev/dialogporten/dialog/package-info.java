/**
 * The domain: a dialog as of one revision, who may know of it, and the registries that rules ask.
 *
 * <p>Pure and synchronous: no SQL, no HTTP, no clock of its own. Knows {@code problem} only. Start
 * with {@code Dialog}; what a command does to one is in {@code dialog.decision}.
 */
package dev.dialogporten.dialog;

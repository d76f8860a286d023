/**
 * Reading dialogs by id: snapshots, whole dialogs with their children, and what decisions ask for.
 * Questions asked at the same time share a statement.
 *
 * <p>Start with {@code DialogReader}.
 */
package dev.dialogporten.persistence.read;

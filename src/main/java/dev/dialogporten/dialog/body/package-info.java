/**
 * Binding and patching: from the JSON of a request to a tree of known members, and RFC 6902 on such
 * trees.
 *
 * <p>Start with {@code DialogBodies} for binding and {@code PatchDocument} for patches. {@code
 * Shapes} is the one list of members that requests may have.
 */
package dev.dialogporten.dialog.body;

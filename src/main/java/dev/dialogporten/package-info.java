/**
 * The service as a whole: the entry point, the order in which its parts start and stop, and the
 * sub-commands of the jar.
 *
 * <p>Start with {@link dev.dialogporten.Main}, then {@link dev.dialogporten.Service}, the only
 * class that sees every package.
 */
package dev.dialogporten;

/**
 * The change log as a reader sees it: its tail, the events each row is worth, its partitions.
 *
 * <p>Start with {@code LogTail}; {@code CloudEvents} says which events a row becomes.
 */
package dev.dialogporten.outbound.log;

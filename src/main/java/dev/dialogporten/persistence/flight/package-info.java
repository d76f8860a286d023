/**
 * Gather, send, land: what shards and readers share to send many questions or writes together, and
 * to notice when nothing moves.
 *
 * <p>Start with {@code Flights}.
 */
package dev.dialogporten.persistence.flight;

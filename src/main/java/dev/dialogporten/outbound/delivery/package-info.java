/**
 * Delivery to sinks: cursors and their leases, order per dialog, retries and dead letters.
 *
 * <p>A sink implements {@code EventSink} and knows nothing of this. Start with {@code SinkServer}.
 */
package dev.dialogporten.outbound.delivery;

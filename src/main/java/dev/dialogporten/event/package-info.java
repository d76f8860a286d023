/**
 * The contract of events: the CloudEvent and its filters, positions in the log, and what can be
 * asked of streams, the change feed and webhook subscriptions.
 *
 * <p>HTTP and {@code outbound} both know it; they do not know each other.
 */
package dev.dialogporten.event;

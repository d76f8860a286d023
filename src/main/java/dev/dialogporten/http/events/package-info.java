/**
 * Events over HTTP: streams, the change feed and webhook subscriptions.
 *
 * <p>Start with {@code EventStreams}.
 */
package dev.dialogporten.http.events;

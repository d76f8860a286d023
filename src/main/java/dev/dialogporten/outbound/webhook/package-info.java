/**
 * Webhooks of service owners: subscriptions, signatures, the guard against private addresses, dead
 * letters.
 *
 * <p>Start with {@code WebhooksModule}.
 */
package dev.dialogporten.outbound.webhook;

/**
 * The outbound-events verticle: brings what is committed to those who want to know.
 *
 * <p>Knows the bus, the domain and the contract in {@code event}, never HTTP or persistence. Start
 * with {@code OutboundEventsVerticle}.
 */
package dev.dialogporten.outbound;

/**
 * Typed asking and answering over the event bus, by reference inside the JVM, and the turns that
 * organisations take where they share a place.
 *
 * <p>HTTP asks, persistence answers; neither knows the other. Start with {@code Bus}.
 */
package dev.dialogporten.bus;

/**
 * A request's way from its head to its endpoint: admission, authentication, body, and the failures
 * on the way.
 *
 * <p>Only {@code HttpVerticle} knows it. Start with {@code Pipeline}; the order of its stages
 * decides which failure a client sees.
 */
package dev.dialogporten.http.server;

/**
 * The router verticle: one HTTP server per event loop, and the table of its routes.
 *
 * <p>Knows the bus, the domain and {@code auth}; no SQL. Start with {@code RouteTable}, which lists
 * the areas; a request's way is in {@code http.server}.
 */
package dev.dialogporten.http;

/**
 * Searches over HTTP: parameters, their rules, and the items of a page.
 *
 * <p>Start with {@code SearchDialogs}.
 */
package dev.dialogporten.http.search;

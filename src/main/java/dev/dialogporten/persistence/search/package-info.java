/**
 * Searches: the statements, their orders and positions, and the verticle that runs them on
 * connections of their own.
 *
 * <p>Start with {@code SearchVerticle} and {@code DialogSearchSql}.
 */
package dev.dialogporten.persistence.search;

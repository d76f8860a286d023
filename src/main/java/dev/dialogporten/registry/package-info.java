/**
 * Service resources, their owners, names of actors and what end users may access; in memory,
 * refreshed in the background.
 *
 * <p>Start with {@code Registries}.
 */
package dev.dialogporten.registry;

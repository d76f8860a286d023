/**
 * The PostgreSQL that runs beside the service when no {@code database.url} is given.
 *
 * <p>Every method blocks and is called off the event loops. Start with {@code EmbeddedDatabase}.
 */
package dev.dialogporten.embedded;

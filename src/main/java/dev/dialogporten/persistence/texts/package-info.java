/**
 * The text index: a follower of the change log that keeps the documents free-text search looks in.
 *
 * <p>Start with {@code TextIndexer}.
 */
package dev.dialogporten.persistence.texts;

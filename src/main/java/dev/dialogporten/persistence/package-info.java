/**
 * The persistence verticle: one shard, where all commands on a dialog meet on one event loop.
 *
 * <p>Knows the domain and the bus, never HTTP or events. Start with {@code PersistenceVerticle};
 * the write path is in {@code persistence.write}.
 */
package dev.dialogporten.persistence;

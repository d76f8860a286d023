package dev.dialogporten.persistence;

/**
 * How one shard works.
 *
 * @param batchSize most write units, or ids to read, of one statement
 * @param flights most write statements of one kind under way at once
 * @param queueBound most commands that run or wait; more are refused with 503
 * @param cacheBytes bound of what one shard keeps of dialogs, half for writing and half for
 *     reading; 0 for nothing
 * @param attempts how often a command is run at most when other processes keep being faster
 */
public record PersistenceSettings(
    int batchSize, int flights, int queueBound, long cacheBytes, int attempts) {

  public static final PersistenceSettings DEFAULT =
      new PersistenceSettings(64, 1, 4096, 64L << 20, 10);
}

package dev.dialogporten.config;

import java.time.Duration;

/**
 * The write path.
 *
 * @param shards persistence verticles; all commands on one dialog meet on the same one
 * @param batchSize write units in one statement at most
 * @param maxQueue commands waiting per shard; more are refused with 503
 * @param cacheBytes all caches of dialogs together, see {@link #cacheShare}
 * @param attempts how often a command without {@code If-Match} is run in all when it loses races
 * @param timeout after this long without an answer the client gets 503
 * @param requireIfMatch refuse changes of dialogs without {@code If-Match} with 428
 */
public record WriteSettings(
    int shards,
    int batchSize,
    int maxQueue,
    long cacheBytes,
    int attempts,
    Duration timeout,
    boolean requireIfMatch) {

  static WriteSettings read(SettingsReader reader) {
    return new WriteSettings(
        reader.numberOrAuto("shards", 1, 256).orElseGet(WriteSettings::autoShards),
        reader.number("batch-size", 64, 1, 1000),
        reader.number("max-queue", 10_000, 1, 1_000_000),
        reader.size("cache", "96MiB", "0", "64GiB"),
        reader.number("attempts", 10, 1, 1000),
        reader.duration("timeout", "10s", "100ms", "5m"),
        reader.flag("require-if-match", false));
  }

  /**
   * Bytes for each of the three caches: what writes are decided on, what reads are answered from,
   * and the bodies of answers.
   */
  public long cacheShare() {
    return cacheBytes / 3;
  }

  /**
   * A shard is one event loop and one statement under way at a time. Fewer shards make larger
   * batches, and a batch costs the database far less than its parts; the other half of the
   * processors has HTTP to do.
   */
  private static int autoShards() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }
}

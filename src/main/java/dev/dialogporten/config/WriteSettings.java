package dev.dialogporten.config;

import java.time.Duration;

/**
 * The write path.
 *
 * @param shards persistence verticles; all commands on one dialog meet on the same one
 * @param batchSize write units in one statement at most
 * @param maxQueue commands waiting per shard; more are refused with 503
 * @param cacheBytes all revision caches together
 * @param attempts how often a command without {@code If-Match} is run in all when it loses races
 * @param timeout after this long without an answer the client gets 503
 */
public record WriteSettings(
    int shards, int batchSize, int maxQueue, long cacheBytes, int attempts, Duration timeout) {

  static WriteSettings read(SettingsReader reader) {
    return new WriteSettings(
        reader.numberOrAuto("shards", 1, 256).orElse(Runtime.getRuntime().availableProcessors()),
        reader.number("batch-size", 64, 1, 1000),
        reader.number("max-queue", 10_000, 1, 1_000_000),
        reader.size("cache", "64MiB", "0", "64GiB"),
        reader.number("attempts", 10, 1, 1000),
        reader.duration("timeout", "10s", "100ms", "5m"));
  }
}

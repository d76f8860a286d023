package dev.dialogporten.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Searches. They have database connections of their own, so that writes never wait for them.
 *
 * @param poolSize searches in the database at the same time
 * @param maxWaiting searches waiting for a connection; more are refused at once
 * @param statementTimeout a search that takes longer is given up with 422
 * @param tokenSecret seals continuation tokens, the same on all nodes; empty for one that is made
 *     once and kept in the database
 * @param sensitiveTexts whether lists show titles and summaries even where a resource demands
 *     authentication and the dialog has others for those without
 * @param texts the index of texts
 */
public record SearchSettings(
    int poolSize,
    int maxWaiting,
    Duration statementTimeout,
    Optional<Secret> tokenSecret,
    boolean sensitiveTexts,
    Texts texts,
    Limits serviceOwner,
    Limits endUser) {

  /**
   * @param index whether this node helps to keep it
   * @param interval how often new changes are looked for
   */
  public record Texts(boolean index, Duration interval) {}

  /** Values that one parameter of a search may have at most. */
  public record Limits(int parties, int serviceResources, int orgs, int extendedStatuses) {}

  static SearchSettings read(SettingsReader reader) {
    return new SearchSettings(
        reader.number("pool-size", 4, 1, 1000),
        reader.number("max-waiting", 100, 1, 1_000_000),
        reader.duration("statement-timeout", "20s", "100ms", "5m"),
        reader.secret("token-secret"),
        reader.flag("sensitive-texts", false),
        new Texts(
            reader.flag("texts.index", true),
            reader.duration("texts.interval", "1s", "10ms", "1h")),
        limits(reader.group("service-owner"), 20),
        limits(reader.group("end-user"), 100));
  }

  private static Limits limits(SettingsReader reader, int parties) {
    return new Limits(
        limit(reader, "max-parties", parties),
        limit(reader, "max-service-resources", 20),
        limit(reader, "max-orgs", 20),
        limit(reader, "max-extended-statuses", 20));
  }

  private static int limit(SettingsReader reader, String key, int fallback) {
    return reader.number(key, fallback, 1, 1000);
  }
}

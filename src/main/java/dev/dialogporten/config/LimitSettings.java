package dev.dialogporten.config;

/**
 * What one organisation may take up of one node, so that its mass run is nobody else's trouble.
 *
 * @param requestsPerSecond over one second; 0 for no limit
 * @param inFlight requests being received or answered at the same time
 */
public record LimitSettings(int requestsPerSecond, int inFlight) {

  static LimitSettings read(SettingsReader reader) {
    return new LimitSettings(
        reader.number("requests-per-second", 0, 0, 1_000_000),
        reader.number("in-flight", 1000, 1, 1_000_000));
  }
}

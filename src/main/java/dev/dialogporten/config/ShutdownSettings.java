package dev.dialogporten.config;

import java.time.Duration;

/**
 * Stopping.
 *
 * @param grace how long requests in flight may take to finish
 */
public record ShutdownSettings(Duration grace) {

  static ShutdownSettings read(SettingsReader reader) {
    return new ShutdownSettings(reader.duration("grace", "10s", "0s", "10m"));
  }
}

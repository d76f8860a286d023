package dev.dialogporten.config;

import java.time.Duration;

/**
 * Stopping.
 *
 * @param delay from red readiness to the closed port, for load balancers to look elsewhere
 * @param grace how long requests in flight may take to finish
 */
public record ShutdownSettings(Duration delay, Duration grace) {

  static ShutdownSettings read(SettingsReader reader) {
    return new ShutdownSettings(
        reader.duration("delay", "0s", "0s", "10m"), reader.duration("grace", "10s", "0s", "10m"));
  }
}

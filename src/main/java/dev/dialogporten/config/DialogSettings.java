package dev.dialogporten.config;

import java.time.Duration;

/**
 * How large dialogs may become.
 *
 * @param maxElements of one list
 * @param maxSize characters of a dialog's JSON without what is appended, and of one transmission
 * @param maxTransmissions of one dialog
 * @param decisionTimeout after this long applying a patch is given up with 422
 */
public record DialogSettings(
    int maxElements, int maxSize, int maxTransmissions, Duration decisionTimeout) {

  static DialogSettings read(SettingsReader reader) {
    return new DialogSettings(
        reader.number("max-elements", 10_000, 100, 1_000_000),
        (int) reader.size("max-size", "5MB", "64KiB", "100MB"),
        reader.number("max-transmissions", 65_534, 1, 65_534),
        reader.duration("decision-timeout", "250ms", "10ms", "10s"));
  }
}

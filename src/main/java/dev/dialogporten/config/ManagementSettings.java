package dev.dialogporten.config;

/**
 * Health and metrics, on a server of their own that is not for the public.
 *
 * @param port 0 for any free one
 */
public record ManagementSettings(String host, int port) {

  static ManagementSettings read(SettingsReader reader) {
    return new ManagementSettings(
        reader.text("host", "127.0.0.1"), reader.number("port", 9090, 0, 65535));
  }
}

package dev.dialogporten.config;

/**
 * Everything that can be set, one record per concern; each record knows how it is read. Immutable,
 * safe to print: secrets are hidden.
 */
public record Settings(
    HttpSettings http,
    ManagementSettings management,
    DatabaseSettings database,
    WriteSettings write,
    RegistrySettings registry,
    LogSettings log,
    ShutdownSettings shutdown) {

  static Settings read(SettingsReader reader) {
    return new Settings(
        HttpSettings.read(reader.group("http")),
        ManagementSettings.read(reader.group("management")),
        DatabaseSettings.read(reader.group("database")),
        WriteSettings.read(reader.group("write")),
        RegistrySettings.read(reader),
        LogSettings.read(reader.group("log")),
        ShutdownSettings.read(reader.group("shutdown")));
  }
}

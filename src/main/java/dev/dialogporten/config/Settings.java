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
    DialogSettings dialogs,
    SearchSettings search,
    AuthSettings auth,
    RegistrySettings registry,
    EventSettings events,
    LogSettings log,
    ShutdownSettings shutdown) {

  static Settings read(SettingsReader reader) {
    HttpSettings http =
        HttpSettings.read(reader.group("http"), LimitSettings.read(reader.group("limits")));
    DatabaseSettings database = DatabaseSettings.read(reader.group("database"));
    AuthSettings auth = AuthSettings.read(reader.group("auth"), http, database);
    return new Settings(
        http,
        ManagementSettings.read(reader.group("management")),
        database,
        WriteSettings.read(reader.group("write")),
        DialogSettings.read(reader.group("dialogs")),
        SearchSettings.read(reader.group("search")),
        auth,
        RegistrySettings.read(reader, auth.mode()),
        EventSettings.read(reader.group("events")),
        LogSettings.read(reader.group("log")),
        ShutdownSettings.read(reader.group("shutdown")));
  }
}

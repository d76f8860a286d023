package dev.dialogporten.config;

/** What is logged, to standard output. */
public record LogSettings(Form format, Level level) {

  /** How one event is written. */
  public enum Form {
    /** For people. */
    TEXT,
    /** One JSON object a line. */
    JSON
  }

  /** Least severe level that is written. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  static LogSettings read(SettingsReader reader) {
    return new LogSettings(reader.choice("format", Form.TEXT), reader.choice("level", Level.INFO));
  }
}

package dev.dialogporten.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Makes {@link Settings} of a properties file and the environment on top of it. Each method throws
 * a {@link SettingsException} that names every fault.
 */
public final class SettingsLoader {
  static final String CONFIG_VARIABLE = "DIALOGPORTEN_CONFIG";

  private static final Path DEFAULT_FILE = Path.of("config", "application.properties");

  private SettingsLoader() {}

  /**
   * The settings of this process.
   *
   * @param file given on the command line; else the variable {@code DIALOGPORTEN_CONFIG} names it,
   *     else it is {@code config/application.properties} where that exists
   */
  public static Settings load(Optional<Path> file, Map<String, String> environment) {
    Optional<String> variable =
        Optional.ofNullable(environment.get(CONFIG_VARIABLE)).filter(text -> !text.isBlank());
    if (file.isPresent()) {
      return read(file.get(), "--config", environment);
    }
    if (variable.isPresent()) {
      return read(Path.of(variable.get()), CONFIG_VARIABLE, environment);
    }
    return Files.exists(DEFAULT_FILE)
        ? read(DEFAULT_FILE, "default", environment)
        : read(new SettingsSource(Map.of(), "", environment));
  }

  /** The settings made of the given properties alone, without file and environment. */
  public static Settings of(Map<String, String> properties) {
    return read(new SettingsSource(properties, "properties", Map.of()));
  }

  static Settings read(SettingsSource source) {
    Settings settings = Settings.read(new SettingsReader(source, ""));
    List<String> faults = source.faults();
    if (!faults.isEmpty()) {
      throw new SettingsException(faults);
    }
    return settings;
  }

  private static Settings read(Path file, String origin, Map<String, String> environment) {
    Once properties = new Once();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      String reason = Files.exists(file) ? "cannot be read as UTF-8 properties" : "no such file";
      throw new SettingsException(List.of(file + " (" + origin + "): " + reason));
    }
    SettingsSource source = new SettingsSource(properties.values, file.toString(), environment);
    properties.repeated.forEach((key, text) -> source.fault(key + " (" + file + "): " + text));
    return read(source);
  }

  /** Properties that notice a key given twice. */
  private static final class Once extends Properties {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> values = new TreeMap<>();
    private final transient Map<String, String> repeated = new TreeMap<>();

    @Override
    public synchronized Object put(Object key, Object value) {
      if (values.put((String) key, (String) value) != null) {
        repeated.put((String) key, "given more than once");
      }
      return super.put(key, value);
    }
  }
}

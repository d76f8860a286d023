package dev.dialogporten.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code config/application.properties} is the documentation of the settings. */
class ApplicationPropertiesTest {
  private static final Path FILE = Path.of("config", "application.properties");
  private static final Pattern DOCUMENTED = Pattern.compile("#([a-z][a-z0-9.<>-]*)=(.*)");

  @Test
  void file_documentsEveryKeyWithItsDefault() throws IOException {
    SettingsSource source = new SettingsSource(Map.of(), "", Map.of());
    SettingsLoader.read(source);

    Map<String, String> documented = new TreeMap<>();
    for (String line : Files.readAllLines(FILE)) {
      Matcher matcher = DOCUMENTED.matcher(line);
      if (matcher.matches()) {
        assertThat(documented.put(matcher.group(1), matcher.group(2))).as(line).isNull();
      }
    }
    assertThat(documented).isEqualTo(source.declared());
  }

  @Test
  void file_setsNothing() throws IOException {
    assertThat(Files.readAllLines(FILE)).allMatch(line -> line.isBlank() || line.startsWith("#"));
  }
}

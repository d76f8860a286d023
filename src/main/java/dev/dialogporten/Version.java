package dev.dialogporten;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version this was built as. */
final class Version {
  private Version() {}

  static String text() {
    Properties build = new Properties();
    try (InputStream file = Version.class.getResourceAsStream("/build.properties")) {
      build.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build.getProperty("version");
  }
}

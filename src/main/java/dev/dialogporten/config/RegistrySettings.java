package dev.dialogporten.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the service knows of the world outside, each from a JSON file.
 *
 * @param resources service resources and their owners
 * @param names names of actors
 * @param access what end users may see
 */
public record RegistrySettings(
    Optional<Path> resources, Optional<Path> names, Optional<Path> access) {

  static RegistrySettings read(SettingsReader root) {
    return new RegistrySettings(
        root.file("registry.file"), root.file("names.file"), root.file("access.file"));
  }
}

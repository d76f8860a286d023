package dev.dialogporten.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the service knows of the world outside. Sources of service resources may be combined: what a
 * file says of a resource wins over the database, that over the list on the web.
 *
 * @param resources file of service resources
 * @param owners file of service owners, for short and display names
 * @param url resource list of an Altinn resource registry
 * @param database whether the tables {@code service_resource} and {@code service_owner} are read
 * @param refresh how often the list on the web is asked for
 * @param names file of actor names
 * @param unknownNames what happens to actors that are not in it
 * @param access file of what end users may see
 */
public record RegistrySettings(
    Optional<Path> resources,
    Optional<Path> owners,
    Optional<URI> url,
    boolean database,
    Duration refresh,
    Optional<Path> names,
    UnknownNames unknownNames,
    Optional<Path> access) {

  /** What happens to an actor nobody knows the name of. */
  public enum UnknownNames {
    /** It is stored without a name. */
    ACCEPT,
    /** The request is refused with 422. */
    REFUSE
  }

  static RegistrySettings read(SettingsReader root, AuthSettings.Mode mode) {
    SettingsReader registry = root.group("registry");
    SettingsReader names = root.group("names");
    RegistrySettings settings =
        new RegistrySettings(
            registry.file("file"),
            registry.file("owners"),
            registry.url("url"),
            registry.flag("database", false),
            registry.duration("refresh", "20m", "10s", "24h"),
            names.file("file"),
            names.choice("unknown", UnknownNames.ACCEPT),
            root.group("access").file("file"));
    if (mode == AuthSettings.Mode.JWT && !settings.hasResources()) {
      registry.fault("file", "auth.mode=jwt needs this, registry.url or registry.database=true");
    }
    return settings;
  }

  /** False when no source of service resources is set: development makes do with a sample. */
  private boolean hasResources() {
    return resources.isPresent() || url.isPresent() || database;
  }
}

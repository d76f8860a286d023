package dev.dialogporten.registry;

import dev.dialogporten.config.RegistrySettings;
import dev.dialogporten.dialog.ActorNames;
import dev.dialogporten.dialog.EndUserAccess;
import dev.dialogporten.refresh.BoundedFetch;
import dev.dialogporten.refresh.Polled;
import dev.dialogporten.refresh.WatchedFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the service knows of the world outside: service resources and owners, names of actors, what
 * end users may see. Held in memory, kept up to date in the background.
 */
public final class Registries {
  private static final long MAX_FILE = 64L << 20;
  private static final int MAX_LIST = 64 << 20;
  private static final Duration LIST_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LIST_RETRY = Duration.ofSeconds(5);
  private static final Polled.Pace TABLE_PACE =
      new Polled.Pace(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(30));

  private final Vertx vertx;
  private final List<Polled<?>> polled = new ArrayList<>();

  /** Those that must answer before the service starts: a mistake in a file is found at once. */
  private final List<Polled<?>> files = new ArrayList<>();

  private final ResourceRegistry resources = new ResourceRegistry();
  private final ActorNames names;
  private final EndUserAccess access;
  private final Optional<BoundedFetch> web;

  /**
   * @param dev whether a sample registry and unrestricted end user access stand in for what is not
   *     set
   * @param database where the tables {@code service_resource} and {@code service_owner} are
   */
  public Registries(Vertx vertx, RegistrySettings settings, boolean dev, SqlClient database) {
    this.vertx = vertx;
    this.web = settings.url().map(any -> new BoundedFetch(vertx, LIST_TIMEOUT, MAX_LIST));
    this.names =
        settings
            .names()
            .map(file -> names(file, fallback(settings)))
            .orElseGet(() -> actorId -> fallback(settings));
    this.access =
        settings
            .access()
            .map(this::access)
            .orElse(dev ? UniformAccess.EVERYBODY : UniformAccess.NOBODY);
    resources.readFrom(sources(settings, dev, database));
  }

  /** Reads every source once; fails only when a file is missing or faulty. */
  public Future<Void> start() {
    List<Future<?>> all = new ArrayList<>();
    for (Polled<?> each : polled) {
      Future<?> read = each.refresh();
      all.add(files.contains(each) ? read : read.otherwiseEmpty());
    }
    return Future.join(all).mapEmpty();
  }

  public void close() {
    polled.forEach(Polled::close);
    web.ifPresent(BoundedFetch::close);
  }

  public ResourceRegistry resources() {
    return resources;
  }

  public ActorNames names() {
    return names;
  }

  public EndUserAccess access() {
    return access;
  }

  private List<Polled<RegistryContent>> sources(
      RegistrySettings settings, boolean dev, SqlClient database) {
    List<Polled<RegistryContent>> sources = new ArrayList<>();
    settings.url().ifPresent(url -> sources.add(list(url, settings.refresh())));
    if (settings.database()) {
      RegistryTable table = new RegistryTable(database);
      sources.add(poll("The table of service resources", table::read, TABLE_PACE));
    }
    settings.owners().ifPresent(file -> sources.add(ownersFile(file)));
    settings.resources().ifPresent(file -> sources.add(resourcesFile(file)));
    if (sources.isEmpty() && dev) {
      RegistryContent sample = sample();
      Duration never = Duration.ofDays(1);
      sources.add(
          poll(
              "The sample registry",
              () -> Future.succeededFuture(sample),
              new Polled.Pace(never, never, never)));
    }
    return sources;
  }

  private Polled<RegistryContent> list(URI url, Duration refresh) {
    return poll(
        "The resource list",
        () -> web.orElseThrow().get(url).map(AltinnResourceList::parse),
        new Polled.Pace(refresh, LIST_RETRY, Duration.ofMinutes(1)));
  }

  private Polled<RegistryContent> resourcesFile(Path path) {
    return file(
        path, (name, text) -> new RegistryContent(RegistryFile.resources(name, text), List.of()));
  }

  private Polled<RegistryContent> ownersFile(Path path) {
    return file(
        path, (name, text) -> new RegistryContent(List.of(), RegistryFile.owners(name, text)));
  }

  private Polled<RegistryContent> file(Path path, WatchedFile.Parser<RegistryContent> parser) {
    WatchedFile<RegistryContent> file = new WatchedFile<>(vertx, path, MAX_FILE, parser);
    Polled<RegistryContent> source = poll(path.toString(), file::read, WatchedFile.PACE);
    files.add(source);
    return source;
  }

  private Polled<RegistryContent> poll(
      String name, Supplier<Future<RegistryContent>> question, Polled.Pace pace) {
    Polled<RegistryContent> source = new Polled<>(vertx, name, question, pace, resources::rebuild);
    polled.add(source);
    return source;
  }

  private ActorNames names(Path path, ActorNames.Answer fallback) {
    return new FileActorNames(watch(path, FileActorNames::parse), fallback);
  }

  private EndUserAccess access(Path path) {
    return new FileEndUserAccess(watch(path, AccessRules::parse));
  }

  private <T> Polled<T> watch(Path path, WatchedFile.Parser<T> parser) {
    WatchedFile<T> file = new WatchedFile<>(vertx, path, MAX_FILE, parser);
    Polled<T> source = new Polled<>(vertx, path.toString(), file::read, WatchedFile.PACE, () -> {});
    polled.add(source);
    files.add(source);
    return source;
  }

  private static ActorNames.Answer fallback(RegistrySettings settings) {
    return settings.unknownNames() == RegistrySettings.UnknownNames.ACCEPT
        ? new ActorNames.Answer.Nameless()
        : new ActorNames.Answer.Unknown();
  }

  static RegistryContent sample() {
    return new RegistryContent(
        RegistryFile.resources("sample-resources.json", bundled("sample-resources.json")),
        RegistryFile.owners("sample-owners.json", bundled("sample-owners.json")));
  }

  private static String bundled(String name) {
    try (InputStream in = Registries.class.getResourceAsStream("/registry/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

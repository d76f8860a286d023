package dev.dialogporten.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Typed reading of one group of settings. Reading a key declares it: each reader must read all its
 * keys, whatever their values, or a valid key would be reported as unknown. A bad value is recorded
 * as a fault and the default returned, so that all faults are found in one run; the settings read
 * are only used when there was none.
 */
public final class SettingsReader {
  private final SettingsSource source;
  private final String prefix;

  SettingsReader(SettingsSource source, String prefix) {
    this.source = source;
    this.prefix = prefix;
  }

  /** A reader of the keys below {@code name.}. */
  public SettingsReader group(String name) {
    return new SettingsReader(source, prefix + name + ".");
  }

  public String text(String key, String fallback) {
    return value(key, fallback, "text", text -> text).orElse(fallback);
  }

  public Optional<String> text(String key) {
    return value(key, "", "text", text -> text);
  }

  /** A text that must be given; its absence is a fault. */
  public String required(String key) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      fault(key, "must be given");
    }
    return text.orElse("");
  }

  /** Comma-separated texts; the default likewise. */
  public List<String> texts(String key, String fallback) {
    return Arrays.stream(text(key, fallback).split(","))
        .map(String::trim)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  public Optional<Secret> secret(String key) {
    return parsed(key, "", "a secret", true, Secret::new);
  }

  public boolean flag(String key, boolean fallback) {
    return value(key, String.valueOf(fallback), "true or false", SettingsReader::toBoolean)
        .orElse(fallback);
  }

  public int number(String key, int fallback, int min, int max) {
    String allowed = "a whole number from " + min + " to " + max;
    return value(
            key,
            String.valueOf(fallback),
            allowed,
            text -> {
              int number = Integer.parseInt(text);
              return number < min || number > max ? null : number;
            })
        .orElse(fallback);
  }

  /** A number, or empty for the word {@code auto}, which is the default. */
  public Optional<Integer> numberOrAuto(String key, int min, int max) {
    String allowed = "auto or a whole number from " + min + " to " + max;
    return value(
            key,
            "auto",
            allowed,
            text -> {
              if (text.equalsIgnoreCase("auto")) {
                return Optional.<Integer>empty();
              }
              int number = Integer.parseInt(text);
              return number < min || number > max ? null : Optional.of(number);
            })
        .orElse(Optional.empty());
  }

  /** Bytes. */
  public long size(String key, String fallback, String min, String max) {
    long least = Units.size(min);
    long most = Units.size(max);
    return value(
            key,
            fallback,
            Units.SIZE + ", from " + min + " to " + max,
            text -> {
              Long size = Units.size(text);
              return size == null || size < least || size > most ? null : size;
            })
        .orElseGet(() -> Units.size(fallback));
  }

  public Duration duration(String key, String fallback, String min, String max) {
    Duration least = Units.duration(min);
    Duration most = Units.duration(max);
    return value(
            key,
            fallback,
            Units.DURATION + ", from " + min + " to " + max,
            text -> {
              Duration duration = Units.duration(text);
              return duration == null || duration.compareTo(least) < 0
                  ? null
                  : duration.compareTo(most) > 0 ? null : duration;
            })
        .orElseGet(() -> Units.duration(fallback));
  }

  /** One of an enum's constants, written in lower case with dashes. */
  public <E extends Enum<E>> E choice(String key, E fallback) {
    Class<E> type = fallback.getDeclaringClass();
    Map<String, E> constants = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      constants.put(written(constant), constant);
    }
    return value(
            key,
            written(fallback),
            "one of " + String.join(", ", constants.keySet()),
            text -> constants.get(text.toLowerCase(Locale.ROOT)))
        .orElse(fallback);
  }

  /** An absolute http or https URL. */
  public Optional<URI> url(String key) {
    return value(
        key,
        "",
        "an absolute http or https URL",
        text -> {
          URI uri = URI.create(text);
          boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
          return web && uri.getHost() != null ? uri : null;
        });
  }

  /** A file that exists and can be read. */
  public Optional<Path> file(String key) {
    return value(
        key,
        "",
        "a file that exists and can be read",
        text -> {
          Path path = Path.of(text);
          return Files.isRegularFile(path) && Files.isReadable(path) ? path : null;
        });
  }

  /** A path that need not exist yet. */
  public Path path(String key, String fallback) {
    return value(key, fallback, "a path", Path::of).orElseGet(() -> Path.of(fallback));
  }

  /** A value of any other form; the parser returns null or throws for what it does not accept. */
  public <T> Optional<T> value(
      String key, String fallback, String allowed, Function<String, T> parser) {
    return parsed(key, fallback, allowed, false, parser);
  }

  /** As {@link #value} for values that may hold a password and are never repeated in a fault. */
  public <T> Optional<T> hidden(String key, String allowed, Function<String, T> parser) {
    return parsed(key, "", allowed, true, parser);
  }

  /**
   * Groups named by the operator: {@code issuers.<name>.jwks}. The function reads one group.
   *
   * @return by name, in alphabetical order
   */
  public <T> Map<String, T> named(String group, Function<SettingsReader, T> function) {
    String path = prefix + group;
    SettingsSource blank = new SettingsSource(Map.of(), "", Map.of());
    // only to learn the members; required ones are missing here, so the result is of no use
    T unused = function.apply(new SettingsReader(blank, ""));
    blank.declared().forEach((key, text) -> source.declare(path + ".<name>." + key, text));
    Set<String> members = new TreeSet<>(blank.declared().keySet());

    Map<String, T> groups = new LinkedHashMap<>();
    for (String name : source.names(path, members)) {
      groups.put(name, function.apply(group(group).group(name)));
    }
    return groups;
  }

  /** Records that a value, though well-formed, cannot be used. */
  public void fault(String key, String text) {
    source.fault(prefix + key + ": " + text);
  }

  private <T> Optional<T> parsed(
      String key, String fallback, String allowed, boolean hide, Function<String, T> parser) {
    String path = prefix + key;
    source.declare(path, fallback);
    Optional<SettingsSource.Value> found = source.find(path);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    T result = null;
    try {
      result = parser.apply(found.get().text());
    } catch (IllegalArgumentException | ArithmeticException e) {
      // reported below, with what is allowed instead of the parser's words
    }
    if (result == null) {
      // database.url and the like may hold a password
      String shown = hide ? "the value" : "\"" + found.get().text() + "\"";
      source.fault(path + " (" + found.get().origin() + "): " + shown + " is not " + allowed);
    }
    return Optional.ofNullable(result);
  }

  private static Boolean toBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> null;
    };
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

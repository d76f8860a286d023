package dev.dialogporten.load.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Everything a run is told.
 *
 * @param token bearer token without the word Bearer; empty for none
 * @param connections keep-alive connections, each one virtual user
 * @param rate requests per second over all connections; 0 for a closed loop (as fast as answers
 *     come)
 * @param dialogs dialogs to work on, at least one per connection unless the scenario contends
 * @param timeout after which a request counts as failed
 * @param maxFailures percentage of failed requests that is still a success
 * @param patch format of every PATCH
 * @param ids file with one dialog id per line to work on instead of creating dialogs, or null; an
 *     ETag may follow the id
 * @param requirements what the result must reach
 * @param command what was typed, without the token
 */
public record LoadOptions(
    Target target,
    String token,
    Scenario scenario,
    int connections,
    int threads,
    double rate,
    Spacing spacing,
    Duration warmup,
    Duration duration,
    int dialogs,
    Duration timeout,
    double maxFailures,
    long seed,
    Subject subject,
    PatchFormat patch,
    Path ids,
    Outputs outputs,
    List<Requirement> requirements,
    String command) {

  /** What created dialogs are about: URNs that must exist in the target's registry. */
  public record Subject(String serviceResource, String party) {}

  /** Files to write, null for none. */
  public record Outputs(Path json, Path csv, Path html) {
    public List<Path> files() {
      return Stream.of(json, csv, html).filter(Objects::nonNull).toList();
    }
  }

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s|m|h)?");
  private static final Duration LONGEST = Duration.ofHours(24);

  public static Arguments arguments(String[] args) throws LoadFault {
    return Arguments.parse(args);
  }

  /**
   * @throws LoadFault naming the first option that is wrong
   */
  public static LoadOptions of(Arguments arguments) throws LoadFault {
    Target target = Target.parse(arguments.text("target", "http://localhost:8080"));
    if (!arguments.has("allow-remote") && !target.isNear()) {
      throw LoadFault.usage(
          target.host() + " is neither loopback nor a private address; --allow-remote permits it.");
    }
    Scenario scenario = Scenario.parse(arguments.text("scenario", "patch"));
    int connections = arguments.integer("connections", 16, 1, 10_000);
    int dialogs = arguments.integer("dialogs", Math.max(1000, connections), 1, 5_000_000);
    Subject subject =
        new Subject(
            arguments.text("resource", "urn:altinn:resource:super-simple-service"),
            arguments.text("party", "urn:altinn:organization:identifier-no:991825827"));
    return new LoadOptions(
        target,
        token(arguments, target),
        scenario,
        connections,
        Math.min(connections, arguments.integer("threads", 1, 1, 64)),
        arguments.decimal("rate", 0, 0, 1_000_000),
        spacing(arguments.text("arrivals", "constant")),
        duration("warmup", arguments.text("warmup", "5s"), Duration.ZERO),
        duration("duration", arguments.text("duration", "30s"), Duration.ofSeconds(1)),
        scenario.contended() ? 1 : Math.max(dialogs, connections),
        duration("timeout", arguments.text("timeout", "30s"), Duration.ofMillis(1)),
        arguments.decimal("max-failures", 1, 0, 100),
        arguments.integer("seed", 1, 0, Integer.MAX_VALUE),
        subject,
        PatchFormat.parse(arguments.text("patch", "json")),
        path(arguments, "ids"),
        new Outputs(path(arguments, "json"), path(arguments, "csv"), path(arguments, "html")),
        requirements(arguments),
        arguments.command());
  }

  public boolean isOpenLoop() {
    return rate > 0;
  }

  private static List<Requirement> requirements(Arguments arguments) throws LoadFault {
    List<Requirement> requirements = new ArrayList<>();
    for (String text : arguments.texts("require")) {
      requirements.add(Requirement.parse(text));
    }
    return List.copyOf(requirements);
  }

  private static String token(Arguments arguments, Target target) throws LoadFault {
    int given = 0;
    for (String name : new String[] {"token", "token-file", "dev-token"}) {
      given += arguments.has(name) ? 1 : 0;
    }
    if (given > 1) {
      throw LoadFault.usage("Give only one of --token, --token-file and --dev-token.");
    }
    if (arguments.has("dev-token")) {
      return DevToken.fetch(target);
    }
    String token = arguments.text("token", "");
    if (arguments.has("token-file")) {
      String file = arguments.text("token-file", "");
      try {
        token = Files.readString(Path.of(file));
      } catch (IOException | RuntimeException e) {
        throw LoadFault.usage("--token-file " + file + " cannot be read.");
      }
    }
    token = token.strip();
    if (!token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw LoadFault.usage("The token must be printable ASCII without blanks.");
    }
    return token;
  }

  private static Spacing spacing(String text) throws LoadFault {
    return switch (text) {
      case "constant" -> Spacing.CONSTANT;
      case "poisson" -> Spacing.POISSON;
      default -> throw LoadFault.usage("--arrivals must be constant or poisson.");
    };
  }

  private static Duration duration(String name, String text, Duration min) throws LoadFault {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw LoadFault.usage("--" + name + " \"" + text + "\" must be like 500ms, 30s, 5m or 1h.");
    }
    long amount = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2) == null ? "s" : matcher.group(2);
    Duration duration =
        switch (unit) {
          case "ms" -> Duration.ofMillis(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofSeconds(amount);
        };
    if (duration.compareTo(min) < 0 || duration.compareTo(LONGEST) > 0) {
      throw LoadFault.usage(
          "--" + name + " " + text + " must be from " + min.toMillis() + "ms to 24h.");
    }
    return duration;
  }

  private static Path path(Arguments arguments, String name) throws LoadFault {
    String text = arguments.text(name, null);
    try {
      return text == null ? null : Path.of(text);
    } catch (RuntimeException e) {
      throw LoadFault.usage("--" + name + " \"" + text + "\" is no path.");
    }
  }
}

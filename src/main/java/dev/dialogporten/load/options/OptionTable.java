package dev.dialogporten.load.options;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Every option of the driver, as its help shows them. */
public final class OptionTable {
  private static final int WIDTH = 100;

  private OptionTable() {}

  /** The command without what it does. */
  public static CommandSpec spec() {
    return describe(CommandSpec.create());
  }

  /** Gives a command these options. */
  public static CommandSpec describe(CommandSpec spec) {
    UsageMessageSpec usage =
        new UsageMessageSpec()
            .width(WIDTH)
            .sortOptions(false)
            .synopsisHeading("usage: ")
            .customSynopsis("java -jar dialogporten-vertx.jar load [options]")
            .descriptionHeading("%n")
            .optionListHeading("%n")
            .description("puts load on a service and reports throughput and latency")
            .commandListHeading("%nCommands%n")
            .footer(
                "",
                "patch, put and get-unchanged send the ETag of the previous answer, in the form the"
                    + " target gave it.",
                ExitCode.EXPLANATION);
    spec.name("load")
        .usageMessage(usage)
        .addOption(
            OptionSpec.builder("--help", "-h")
                .usageHelp(true)
                .type(boolean.class)
                .arity("0")
                .description("print this")
                .build());
    Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
    groups.put("Target", target());
    groups.put("Load", load());
    groups.put("Result", result());
    groups.values().forEach(options -> options.forEach(spec::addOption));
    usage.sectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> list(help, groups));
    return spec;
  }

  /** Groups of the parser would do this as well, but do not notice an option given twice. */
  private static String list(Help help, Map<String, List<OptionSpec>> groups) {
    StringBuilder text = new StringBuilder();
    groups.forEach(
        (heading, options) -> {
          Help.Layout layout = help.createDefaultLayout();
          layout.addOptions(options, help.createDefaultParamLabelRenderer());
          text.append(text.isEmpty() ? "" : "\n").append(heading).append('\n').append(layout);
        });
    return text.toString();
  }

  private static List<OptionSpec> target() {
    return List.of(
        valued(
            "target",
            "URL",
            "default http://localhost:8080; a path before /api/v1/serviceowner may follow"),
        valued("token", "T", "bearer token"),
        valued("token-file", "FILE", "file that holds the token"),
        flag("dev-token", "ask the target itself for one (development mode only)"),
        valued(
            "resource",
            "URN",
            "service resource of created dialogs, default",
            "urn:altinn:resource:super-simple-service"),
        valued(
            "party",
            "URN",
            "party of created dialogs, default",
            "urn:altinn:organization:identifier-no:991825827"),
        flag("allow-remote", "permit a target that is neither loopback nor a private address"));
  }

  private static List<OptionSpec> load() {
    return List.of(
        valued(
            "scenario",
            "NAME",
            "patch (default), put, activity, transmission, create, get, get-unchanged, mixed"
                + " (70 %% patch, 20 %% get, 10 %% activity), a mix such as get=50,put=50, hot"
                + " (everybody patches one dialog; conflicts are counted apart), hot-activity"
                + " (appends to one dialog)"),
        valued("patch", "F", "format of every PATCH: json (default) or merge"),
        valued(
            "connections",
            "N",
            "keep-alive connections with one request in flight each, default 16"),
        valued(
            "rate",
            "R",
            "requests per second over all connections (open loop: latency counts from the"
                + " intended start); 0, the default, sends as fast as answers come (closed"
                + " loop)"),
        valued("arrivals", "A", "constant (default) or poisson, for --rate"),
        valued("warmup", "D", "not measured, default 5s"),
        valued("duration", "D", "measured, default 30s (500ms, 30s, 5m, 1h)"),
        valued("dialogs", "N", "dialogs to create first and work on, default 1000"),
        valued(
            "ids", "FILE", "work on these dialogs instead: one id per line, an ETag may follow it"),
        valued("threads", "N", "event loops of the driver, default 1"),
        valued("timeout", "D", "a request without answer fails after this, default 30s"),
        valued("seed", "N", "for the random choices of a mix, default 1"));
  }

  private static List<OptionSpec> result() {
    return List.of(
        valued("json", "FILE", "summary with all figures; input of load compare"),
        valued("csv", "FILE", "one line per second"),
        valued("html", "FILE", "report with charts, in one file"),
        OptionSpec.builder("--require")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("R")
            .description(
                "what the result must reach, e.g. 'p99<50ms', 'failures<0.1%%', 'throughput>1000';"
                    + " may be given several times")
            .build(),
        valued(
            "max-failures",
            "P",
            "percentage of failed requests that is still a success, default 1"));
  }

  private static OptionSpec valued(String name, String value, String... description) {
    return OptionSpec.builder("--" + name)
        .type(String.class)
        .paramLabel(value)
        .description(description)
        .build();
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder("--" + name)
        .type(boolean.class)
        .arity("0")
        .description(description)
        .build();
  }
}

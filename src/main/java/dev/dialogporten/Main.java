package dev.dialogporten;

import ch.qos.logback.classic.LoggerContext;
import dev.dialogporten.auth.dev.DevTokenCommand;
import dev.dialogporten.config.Settings;
import dev.dialogporten.config.SettingsException;
import dev.dialogporten.config.SettingsLoader;
import dev.dialogporten.load.LoadCommand;
import dev.dialogporten.persistence.DatabaseUnavailable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Entry point: reads command and settings. Exit codes: 1 cannot start, 2 wrong usage. */
public final class Main {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private Main() {}

  public static void main(String[] args) {
    int code = run(new ArrayList<>(Arrays.asList(args)));
    // when the service runs, its threads keep the process alive
    if (code >= 0) {
      System.exit(code);
    }
  }

  private static int run(List<String> arguments) {
    String command =
        arguments.isEmpty() || isOption(arguments.get(0)) ? "start" : arguments.remove(0);
    if (arguments.equals(List.of("--help"))
        && !command.equals("load")
        && !command.equals("token")) {
      command = "help";
    }
    return switch (command) {
      case "help", "--help", "-h" -> {
        System.out.print(Console.usage());
        yield 0;
      }
      case "version", "--version" -> {
        System.out.println(Version.text());
        yield 0;
      }
      case "load" -> LoadCommand.run(arguments.toArray(String[]::new), System.out);
      case "start", "token", "health" -> runWithSettings(command, arguments);
      default -> usage("unknown command " + command);
    };
  }

  private static int runWithSettings(String command, List<String> arguments) {
    Settings settings;
    try {
      settings = SettingsLoader.load(configFile(arguments), System.getenv());
    } catch (SettingsException e) {
      System.err.println("The settings cannot be used:");
      e.faults().forEach(fault -> System.err.println("  " + fault));
      return USAGE;
    } catch (IllegalArgumentException e) {
      return usage(e.getMessage());
    }
    LogConfigurator.use(settings.log());
    if (command.equals("token")) {
      return DevTokenCommand.run(arguments, settings.auth(), System.out, System.err);
    }
    if (!arguments.isEmpty()) {
      return usage("unknown argument " + arguments.get(0));
    }
    return command.equals("health")
        ? HealthCommand.run(settings.management(), System.out)
        : start(settings);
  }

  private static int start(Settings settings) {
    long begin = System.nanoTime();
    Service service = new Service(settings);
    Thread starter = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  // of no effect once started; before, stop() would wait for start() to end
                  starter.interrupt();
                  service.stop();
                  ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
                },
                "stop"));
    try {
      service.start();
    } catch (CannotStart | DatabaseUnavailable e) {
      System.err.println("Cannot start: " + e.getMessage());
      return FAILED;
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(Main.class).error("Cannot start", e);
      return FAILED;
    }
    Console.greet(service, settings, Duration.ofNanos(System.nanoTime() - begin), System.out);
    return -1;
  }

  /** Takes {@code --config FILE} out of the arguments. */
  private static Optional<Path> configFile(List<String> arguments) {
    int at = arguments.indexOf("--config");
    if (at < 0) {
      return Optional.empty();
    }
    if (at + 1 == arguments.size()) {
      throw new IllegalArgumentException("--config needs a file");
    }
    arguments.remove(at);
    return Optional.of(Path.of(arguments.remove(at)));
  }

  private static boolean isOption(String argument) {
    return argument.equals("--config");
  }

  private static int usage(String fault) {
    System.err.println(fault);
    System.err.print(Console.usage());
    return USAGE;
  }
}

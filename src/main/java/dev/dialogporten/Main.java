package dev.dialogporten;

import ch.qos.logback.classic.LoggerContext;
import dev.dialogporten.config.Settings;
import dev.dialogporten.config.SettingsException;
import dev.dialogporten.config.SettingsLoader;
import dev.dialogporten.persistence.DatabaseUnavailable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Entry point. Starts the service, unless another command is given. Exit codes: 1 cannot start, 2
 * wrong usage.
 */
public final class Main {
  static final int FAILED = 1;
  static final int USAGE = 2;

  private static final int RUNNING = -1;
  private static final String START = "start";

  private Main() {}

  public static void main(String[] args) {
    int code = run(List.of(args));
    // when the service runs, its threads keep the process alive
    if (code != RUNNING) {
      System.exit(code);
    }
  }

  /** A plain start does without the parser of commands: loading that takes a while. */
  private static int run(List<String> arguments) {
    List<String> rest =
        !arguments.isEmpty() && arguments.get(0).equals(START)
            ? arguments.subList(1, arguments.size())
            : arguments;
    if (rest.isEmpty()) {
      return start(Optional.empty());
    }
    if (rest.size() == 2 && rest.get(0).equals(Commands.CONFIG)) {
      return start(Optional.of(Path.of(rest.get(1))));
    }
    return new Commands(System.out, System.err).run(arguments);
  }

  /** Empty after an explanation on standard error. */
  static Optional<Settings> settings(Optional<Path> file) {
    try {
      Settings settings = SettingsLoader.load(file, System.getenv());
      LogConfigurator.use(settings.log());
      return Optional.of(settings);
    } catch (SettingsException e) {
      System.err.println("The settings cannot be used:");
      e.faults().forEach(fault -> System.err.println("  " + fault));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
    }
    return Optional.empty();
  }

  private static int start(Optional<Path> file) {
    return settings(file).map(Main::start).orElse(USAGE);
  }

  static int start(Settings settings) {
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
    return RUNNING;
  }
}

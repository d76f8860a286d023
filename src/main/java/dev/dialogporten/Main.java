package dev.dialogporten;

import ch.qos.logback.classic.LoggerContext;
import dev.dialogporten.config.LogSettings.Form;
import dev.dialogporten.config.Settings;
import dev.dialogporten.config.SettingsException;
import dev.dialogporten.config.SettingsLoader;
import dev.dialogporten.problem.DatabaseUnavailable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
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
    Logger log = LoggerFactory.getLogger(Main.class);
    // else the JVM prints it, without time and format
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> log.error("{} ended by a failure", thread.getName(), failure));
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
      if (settings.log().format() == Form.JSON) {
        log.error("Cannot start: {}", e.getMessage());
      } else {
        System.err.println("Cannot start: " + e.getMessage());
      }
      return FAILED;
    } catch (RuntimeException e) {
      log.error("Cannot start", e);
      return FAILED;
    }
    Duration duration = Duration.ofNanos(System.nanoTime() - begin);
    if (settings.log().format() == Form.TEXT || System.console() != null) {
      Console.greet(service, settings, duration, System.out);
    } else {
      log.info("Started in {} ms on port {}", duration.toMillis(), service.port());
    }
    return RUNNING;
  }
}

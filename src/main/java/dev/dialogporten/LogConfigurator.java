package dev.dialogporten;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.DefaultJoranConfigurator;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.dialogporten.config.LogSettings;
import dev.dialogporten.config.LogSettings.Form;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * How the service logs. In code, because reading the same from XML is a sixth of a start. Logback
 * finds this class by itself, and asks it first; a file that Logback would find wins all the same,
 * such as one named by {@code -Dlogback.configurationFile}.
 */
public final class LogConfigurator extends ContextAwareBase implements Configurator {
  private static final String FORM = "dialogporten.log.format";
  private static final String LEVEL = "dialogporten.log.level";
  private static final String PATTERN =
      "%d{HH:mm:ss.SSS} %-5level %logger{0} - %replace(%msg%n%ex){'"
          + EcsEncoder.Secrets.TOKEN
          + "', '"
          + EcsEncoder.Secrets.HIDDEN
          + "'}%nopex";
  private static final int QUEUE = 8192;

  private static final Map<String, Level> LEVELS =
      Map.of(
          "audit", Level.INFO,
          "org.flywaydb", Level.WARN,
          // one line per connection problem comes from us, with what it means
          "io.vertx.sqlclient", Level.ERROR,
          "org.apache.kafka", Level.WARN,
          // warns when pools of the same name are counted together, which is meant
          "io.micrometer.core.instrument.MeterRegistry", Level.ERROR,
          // warns of every connection made while the server is stopping
          "io.netty.bootstrap.ServerBootstrap", Level.ERROR);

  /** To be called before the first logger is made: logging is set up then, once. */
  static void use(LogSettings log) {
    System.setProperty(FORM, log.format().name());
    System.setProperty(LEVEL, log.level().name());
  }

  @Override
  public ExecutionStatus configure(LoggerContext loggers) {
    DefaultJoranConfigurator files = new DefaultJoranConfigurator();
    files.setContext(loggers);
    if (files.findURLOfDefaultConfigurationFile(false) != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    configure(
        loggers,
        Form.JSON.name().equalsIgnoreCase(System.getProperty(FORM)) ? Form.JSON : Form.TEXT,
        Level.toLevel(System.getProperty(LEVEL), Level.INFO));
    // what libraries say by java.util.logging, the driver of the migrations among them
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /**
   * @param level of what the service itself says; others are heard when they warn
   */
  static void configure(LoggerContext loggers, Form form, Level level) {
    LEVELS.forEach((name, limit) -> loggers.getLogger(name).setLevel(limit));
    loggers.getLogger("dev.dialogporten").setLevel(level);
    var root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(queue(loggers, console(loggers, form)));
  }

  private static Appender<ILoggingEvent> console(LoggerContext loggers, Form form) {
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(loggers);
    console.setName("console");
    console.setEncoder(form == Form.JSON ? json(loggers) : text(loggers));
    console.start();
    return console;
  }

  private static Encoder<ILoggingEvent> text(LoggerContext loggers) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(loggers);
    encoder.setPattern(PATTERN);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> json(LoggerContext loggers) {
    EcsEncoder encoder = new EcsEncoder();
    encoder.setContext(loggers);
    encoder.start();
    return encoder;
  }

  /** A terminal that does not read must not stop an event loop: then lines are lost instead. */
  private static Appender<ILoggingEvent> queue(
      LoggerContext loggers, Appender<ILoggingEvent> appender) {
    AsyncAppender queue = new AsyncAppender();
    queue.setContext(loggers);
    queue.setName("queue");
    queue.setQueueSize(QUEUE);
    queue.setDiscardingThreshold(0);
    queue.setNeverBlock(true);
    queue.addAppender(appender);
    queue.start();
    return queue;
  }
}

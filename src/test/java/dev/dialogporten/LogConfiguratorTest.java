package dev.dialogporten;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.dialogporten.config.LogSettings.Form;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LogConfiguratorTest {
  private final LoggerContext loggers = new LoggerContext();

  @AfterEach
  void stop() {
    loggers.stop();
  }

  @Test
  void logback_findsIt() {
    assertThat(ServiceLoader.load(Configurator.class))
        .hasAtLeastOneElementOfType(LogConfigurator.class);
  }

  /** These tests have a {@code logback-test.xml}. */
  @Test
  void file_wins() {
    LogConfigurator configurator = new LogConfigurator();
    configurator.setContext(loggers);

    assertThat(configurator.configure(loggers)).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
    assertThat(loggers.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders().hasNext())
        .isFalse();
  }

  @Test
  void text_forPeople() {
    LogConfigurator.configure(loggers, Form.TEXT, Level.INFO);

    assertThat(encoder()).isInstanceOf(PatternLayoutEncoder.class);
  }

  @Test
  void json_oneObjectPerLine() {
    LogConfigurator.configure(loggers, Form.JSON, Level.INFO);

    assertThat(encoder()).isInstanceOf(EcsEncoder.class);
    assertThat(encoder().isStarted()).isTrue();
  }

  @Test
  void levels_oursAsAsked_othersWarnings() {
    LogConfigurator.configure(loggers, Form.TEXT, Level.DEBUG);

    assertThat(loggers.getLogger("dev.dialogporten.http").getEffectiveLevel())
        .isEqualTo(Level.DEBUG);
    assertThat(loggers.getLogger("audit").getEffectiveLevel()).isEqualTo(Level.INFO);
    assertThat(loggers.getLogger("io.vertx.core").getEffectiveLevel()).isEqualTo(Level.WARN);
    assertThat(loggers.getLogger("io.vertx.sqlclient.impl").getEffectiveLevel())
        .isEqualTo(Level.ERROR);
  }

  @Test
  void queue_neverBlocksWhoLogs() {
    LogConfigurator.configure(loggers, Form.TEXT, Level.INFO);

    assertThat(queue().isNeverBlock()).isTrue();
    assertThat(queue().isStarted()).isTrue();
  }

  private AsyncAppender queue() {
    return (AsyncAppender) loggers.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("queue");
  }

  private Encoder<ILoggingEvent> encoder() {
    return ((ConsoleAppender<ILoggingEvent>) queue().getAppender("console")).getEncoder();
  }
}

package dev.dialogporten.problem;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class InterruptionTest {
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Interruption interruption = new Interruption(logger(), "Nothing is read");

  @Test
  void databaseAway_oneLine_andOneWhenItIsBack() {
    interruption.worked();
    for (int i = 0; i < 100; i++) {
      interruption.failed(new IOException("refused"));
    }
    interruption.worked();
    interruption.worked();

    assertThat(said())
        .containsExactly(
            "WARN Nothing is read, trying on: the database is away (refused)",
            "INFO Nothing is read: that is over, going on");
    assertThat(lines.list).allMatch(line -> line.getThrowableProxy() == null);
  }

  @Test
  void again_saidAgain() {
    for (int i = 0; i < 2; i++) {
      interruption.failed(new IOException("refused"));
      interruption.worked();
    }

    assertThat(said()).hasSize(4);
  }

  /** A bug that shows while the database comes back is not hidden by the one line. */
  @Test
  void otherCause_saidOnceWithItsTrace() {
    interruption.failed(new IOException("refused"));
    interruption.failed(new IllegalStateException("bug"));
    interruption.failed(new IOException("refused"));
    interruption.failed(new IllegalStateException("bug"));

    assertThat(said())
        .containsExactly(
            "WARN Nothing is read, trying on: the database is away (refused)",
            "WARN Nothing is read, trying on");
    assertThat(lines.list.get(1).getThrowableProxy().getMessage()).isEqualTo("bug");
  }

  private List<String> said() {
    return lines.list.stream()
        .map(line -> line.getLevel() + " " + line.getFormattedMessage())
        .toList();
  }

  private Logger logger() {
    Logger logger = (Logger) LoggerFactory.getLogger("test." + UUID.randomUUID());
    logger.setLevel(ch.qos.logback.classic.Level.INFO);
    lines.start();
    logger.addAppender(lines);
    logger.setAdditive(false);
    return logger;
  }
}

package dev.dialogporten.outbound.sink;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.dialogporten.event.PublishedEvent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogSinkTest {
  private final Logger logger =
      (Logger) LoggerFactory.getLogger("dev.dialogporten.events.Published");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(lines);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  @Test
  void deliver_timeTypeAndDialog() {
    PublishedEvent event = EventSinkContract.event();

    new LogSink().deliver(event).await();

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .contains(event.time() + " " + event.type() + " " + event.dialogId());
  }

  @Test
  void deliver_manyAtOnce_mostAreOnlyCounted() {
    LogSink sink = new LogSink();
    for (int i = 0; i < 5_000; i++) {
      sink.deliver(EventSinkContract.event());
    }

    assertThat(List.copyOf(lines.list)).hasSizeLessThan(1_000);
  }
}

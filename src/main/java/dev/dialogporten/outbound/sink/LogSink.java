package dev.dialogporten.outbound.sink;

import dev.dialogporten.event.PublishedEvent;
import dev.dialogporten.outbound.delivery.EventSink;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes time, type and dialog of each event to the log, for development. Under load most are only
 * counted: a console is slower than the service.
 */
public final class LogSink implements EventSink {
  private static final Logger LOG = LoggerFactory.getLogger("dev.dialogporten.events.Published");
  private static final int LINES_PER_SECOND = 50;

  private long second;
  private int lines;
  private long counted;

  @Override
  public Future<Void> deliver(PublishedEvent event) {
    long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
    if (now != second) {
      if (counted > 0) {
        LOG.info("... and {} more events", counted);
      }
      second = now;
      lines = 0;
      counted = 0;
    }
    if (lines < LINES_PER_SECOND) {
      lines++;
      LOG.info("{} {} {}", event.time(), event.type(), event.dialogId());
    } else {
      counted++;
    }
    return Future.succeededFuture();
  }
}

package dev.dialogporten;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class EcsEncoderTest {
  private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2lnbmF0dXJl";

  private final LoggerContext loggers = new LoggerContext();
  private final EcsEncoder encoder = new EcsEncoder();

  @BeforeEach
  void start() {
    encoder.start();
  }

  @AfterEach
  void stop() {
    loggers.stop();
  }

  @Test
  void line_hasTheFieldsOfEcs() {
    LoggingEvent event = event("two\nlines", null);
    event.addKeyValuePair(new KeyValuePair("trace.id", "4bf92f3577b34da6a3ce929d0e0e4736"));

    assertThat(line(event)).endsWith("}\n").hasLineCount(1);
    assertThatJson(line(event))
        .isEqualTo(
            """
            {"@timestamp": "2026-01-02T03:04:05.678Z", "log.level": "WARN",
             "message": "two\\nlines", "ecs.version": "8.11.0",
             "service.name": "dialogporten-vertx", "service.version": "${json-unit.any-string}",
             "log.logger": "a.b", "process.thread.name": "${json-unit.any-string}",
             "trace.id": "4bf92f3577b34da6a3ce929d0e0e4736"}
            """);
  }

  @Test
  void failure_isThreeFields() {
    String line = line(event("failed", new IllegalStateException("why")));

    assertThatJson(line).node("error\\.type").isEqualTo("java.lang.IllegalStateException");
    assertThatJson(line).node("error\\.message").isEqualTo("why");
    assertThatJson(line).node("error\\.stack_trace").isString().contains("EcsEncoderTest");
  }

  @Test
  void token_isHidden() {
    assertThat(line(event("Bearer " + TOKEN, new IllegalStateException(TOKEN))))
        .contains("Bearer [token]")
        .doesNotContain("c2lnbmF0dXJl");
  }

  private LoggingEvent event(String message, Throwable failure) {
    LoggingEvent event =
        new LoggingEvent("", loggers.getLogger("a.b"), Level.WARN, message, failure, null);
    event.setMDCPropertyMap(Map.of());
    event.setInstant(Instant.parse("2026-01-02T03:04:05.678901Z"));
    return event;
  }

  private String line(LoggingEvent event) {
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }
}

package dev.dialogporten;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.event.KeyValuePair;

/**
 * One JSON object a line, with the field names of the Elastic Common Schema. Whatever else comes
 * along (MDC, key-value pairs such as {@code trace.id}) keeps its name.
 */
final class EcsEncoder extends EncoderBase<ILoggingEvent> {
  private static final String ECS = "8.11.0";
  private static final String SERVICE = "dialogporten-vertx";
  private static final JsonFactory JSON = new JsonFactory();

  private final ThrowableProxyConverter stackTrace = new ThrowableProxyConverter();
  private final String version = Version.text();

  /** Hides JSON Web Tokens, wherever a library or a message may have put one. */
  static final class Secrets {
    static final String TOKEN = "eyJ[A-Za-z0-9_-]{8,}[.][A-Za-z0-9_-]+([.][A-Za-z0-9_-]*)?";
    static final String HIDDEN = "[token]";
    private static final Pattern PATTERN = Pattern.compile(TOKEN);

    private Secrets() {}

    static String hide(String text) {
      return text == null ? "" : PATTERN.matcher(text).replaceAll(HIDDEN);
    }
  }

  @Override
  public void start() {
    stackTrace.start();
    super.start();
  }

  @Override
  public byte[] headerBytes() {
    return null;
  }

  @Override
  public byte[] footerBytes() {
    return null;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("@timestamp", time(event));
      json.writeStringField("log.level", event.getLevel().toString());
      json.writeStringField("message", Secrets.hide(event.getFormattedMessage()));
      json.writeStringField("ecs.version", ECS);
      json.writeStringField("service.name", SERVICE);
      json.writeStringField("service.version", version);
      json.writeStringField("log.logger", event.getLoggerName());
      json.writeStringField("process.thread.name", event.getThreadName());
      for (Map.Entry<String, String> entry : event.getMDCPropertyMap().entrySet()) {
        json.writeStringField(entry.getKey(), Secrets.hide(entry.getValue()));
      }
      List<KeyValuePair> pairs = event.getKeyValuePairs();
      for (KeyValuePair pair : pairs == null ? List.<KeyValuePair>of() : pairs) {
        json.writeStringField(pair.key, Secrets.hide(String.valueOf(pair.value)));
      }
      error(json, event);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    line.write('\n');
    return line.toByteArray();
  }

  private void error(JsonGenerator json, ILoggingEvent event) throws IOException {
    IThrowableProxy error = event.getThrowableProxy();
    if (error != null) {
      json.writeStringField("error.type", error.getClassName());
      json.writeStringField("error.message", Secrets.hide(error.getMessage()));
      json.writeStringField("error.stack_trace", Secrets.hide(stackTrace.convert(event)));
    }
  }

  private static String time(ILoggingEvent event) {
    Instant instant = event.getInstant();
    return (instant == null ? Instant.ofEpochMilli(event.getTimeStamp()) : instant)
        .truncatedTo(ChronoUnit.MILLIS)
        .toString();
  }
}

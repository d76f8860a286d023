package dev.dialogporten.dialog.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One event as receivers see it (CloudEvents 1.0) with the extension attributes {@code resource}
 * and {@code resourceinstance}.
 *
 * @param subject party URN
 * @param source absolute URL of what the event is about, in the end user API
 * @param data member name to text in order of emission; empty when the event has no {@code data}
 */
public record CloudEvent(
    UUID id,
    String type,
    Instant time,
    String resource,
    UUID dialogId,
    String subject,
    String source,
    Map<String, String> data) {

  /** Media type of the structured form. */
  public static final String MEDIA_TYPE = "application/cloudevents+json";

  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 7, true)
          .appendLiteral("+00:00")
          .toFormatter();

  public CloudEvent {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }

  /** RFC 3339 with up to seven fraction digits and the offset {@code +00:00}. */
  public String timeText() {
    return TIME.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
  }

  /** The structured JSON form, members in fixed order. */
  public String toJson() {
    StringWriter text = new StringWriter(640);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("specversion", "1.0");
      json.writeStringField("id", id.toString());
      json.writeStringField("type", type);
      json.writeStringField("time", timeText());
      json.writeStringField("resource", resource);
      json.writeStringField("resourceinstance", dialogId.toString());
      json.writeStringField("subject", subject);
      json.writeStringField("source", source);
      if (!data.isEmpty()) {
        json.writeFieldName("data");
        writeData(json);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** The {@code data} member alone, for bindings that carry the attributes as headers. */
  public String dataJson() {
    StringWriter text = new StringWriter(128);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      writeData(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void writeData(JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, String> member : data.entrySet()) {
      json.writeStringField(member.getKey(), member.getValue());
    }
    json.writeEndObject();
  }
}

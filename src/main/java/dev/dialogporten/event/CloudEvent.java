package dev.dialogporten.event;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.dialogporten.dialog.value.Instants;
import java.time.Instant;
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

  private static final JsonStringEncoder JSON = JsonStringEncoder.getInstance();
  private static final int SECONDS_LENGTH = "2026-02-20T13:04:02".length();

  /** What the first of seven digits is worth in units of 100 ns. */
  private static final int FIRST_FRACTION_DIGIT = 1_000_000;

  public CloudEvent {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }

  /** RFC 3339 with up to seven fraction digits and the offset {@code +00:00}. */
  public String timeText() {
    StringBuilder text = new StringBuilder(40).append(Instants.format(time), 0, SECONDS_LENGTH);
    int fraction = time.getNano() / 100;
    if (fraction > 0) {
      text.append('.');
      int unit = FIRST_FRACTION_DIGIT;
      for (; fraction > 0; fraction %= unit, unit /= 10) {
        text.append((char) ('0' + fraction / unit));
      }
    }
    return text.append("+00:00").toString();
  }

  /** The structured JSON form, members in fixed order. Made for every event of every change. */
  public String toJson() {
    StringBuilder json = new StringBuilder(768).append("{\"specversion\":\"1.0\",\"id\":\"");
    json.append(id).append("\",\"type\":");
    quote(json, type).append(",\"time\":\"").append(timeText()).append("\",\"resource\":");
    quote(json, resource).append(",\"resourceinstance\":\"").append(dialogId);
    json.append("\",\"subject\":");
    quote(json, subject).append(",\"source\":");
    quote(json, source);
    if (!data.isEmpty()) {
      json.append(",\"data\":");
      writeData(json);
    }
    return json.append('}').toString();
  }

  /** The {@code data} member alone, for bindings that carry the attributes as headers. */
  public String dataJson() {
    return writeData(new StringBuilder(128)).toString();
  }

  private StringBuilder writeData(StringBuilder json) {
    char before = '{';
    for (Map.Entry<String, String> member : data.entrySet()) {
      quote(json.append(before), member.getKey()).append(':');
      quote(json, member.getValue());
      before = ',';
    }
    return (data.isEmpty() ? json.append('{') : json).append('}');
  }

  private static StringBuilder quote(StringBuilder json, String text) {
    json.append('"');
    JSON.quoteAsString(text, json);
    return json.append('"');
  }
}

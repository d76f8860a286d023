package dev.dialogporten.http.exchange;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.dialogporten.dialog.value.Instants;
import java.time.Instant;
import java.util.UUID;

/**
 * Appends JSON text, for answers that are mostly stored text already. Members that are null are
 * left out. Not a validator: open and close must pair.
 */
public final class JsonBuilder {
  private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

  private final StringBuilder out;

  public JsonBuilder(int capacity) {
    out = new StringBuilder(capacity);
  }

  public JsonBuilder openObject() {
    separate().append('{');
    return this;
  }

  public JsonBuilder openObject(String name) {
    name(name).append('{');
    return this;
  }

  public JsonBuilder closeObject() {
    out.append('}');
    return this;
  }

  public JsonBuilder openArray() {
    separate().append('[');
    return this;
  }

  public JsonBuilder openArray(String name) {
    name(name).append('[');
    return this;
  }

  public JsonBuilder closeArray() {
    out.append(']');
    return this;
  }

  public JsonBuilder text(String name, String value) {
    if (value != null) {
      quote(name(name), value);
    }
    return this;
  }

  /** A text as an element of an array. */
  public JsonBuilder text(String value) {
    quote(separate(), value);
    return this;
  }

  public JsonBuilder member(String name, UUID value) {
    if (value != null) {
      name(name).append('"').append(value).append('"');
    }
    return this;
  }

  public JsonBuilder member(String name, Instant value) {
    if (value != null) {
      name(name).append('"').append(Instants.format(value)).append('"');
    }
    return this;
  }

  public JsonBuilder member(String name, Integer value) {
    if (value != null) {
      name(name).append(value.intValue());
    }
    return this;
  }

  public JsonBuilder member(String name, boolean value) {
    name(name).append(value);
    return this;
  }

  /** A constant that needs no escaping. */
  public JsonBuilder member(String name, Enum<?> value) {
    name(name).append('"').append(value.name()).append('"');
    return this;
  }

  /** JSON text as it is. */
  public JsonBuilder json(String name, String json) {
    name(name).append(json);
    return this;
  }

  /** JSON text as an element of an array. */
  public JsonBuilder json(String json) {
    separate().append(json);
    return this;
  }

  /** A part of a JSON text as an element, or as the beginning of one. */
  public JsonBuilder json(String json, int end) {
    separate().append(json, 0, end);
    return this;
  }

  /** The rest of an element that {@link #json(String, int)} began. */
  public JsonBuilder rest(String json, int start) {
    out.append(json, start, json.length());
    return this;
  }

  private StringBuilder name(String name) {
    return separate().append('"').append(name).append("\":");
  }

  /** A comma, unless an object or array has just been opened. */
  private StringBuilder separate() {
    int length = out.length();
    if (length > 0) {
      char last = out.charAt(length - 1);
      if (last != '{' && last != '[') {
        out.append(',');
      }
    }
    return out;
  }

  private static void quote(StringBuilder out, String value) {
    out.append('"');
    ENCODER.quoteAsString(value, out);
    out.append('"');
  }

  @Override
  public String toString() {
    return out.toString();
  }
}

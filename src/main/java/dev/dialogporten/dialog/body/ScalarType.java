package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dialogporten.dialog.value.BindFault;
import dev.dialogporten.dialog.value.Instants;
import dev.dialogporten.dialog.value.Languages;
import dev.dialogporten.dialog.value.Uris;
import dev.dialogporten.dialog.value.Uuids;
import java.math.BigDecimal;
import java.util.Map;

/** Members that are one value. */
enum ScalarType implements Type {
  TEXT("text") {
    @Override
    JsonNode read(JsonNode raw) {
      return raw.isTextual() ? raw : null;
    }
  },
  BOOLEAN("true or false") {
    @Override
    JsonNode read(JsonNode raw) {
      return raw.isBoolean() ? raw : null;
    }
  },
  INTEGER("a whole number of 32 bits") {
    @Override
    JsonNode read(JsonNode raw) {
      if (raw.isInt()) {
        return raw;
      }
      if (raw.isTextual()) {
        return ofText(raw.textValue());
      }
      return raw.isBigDecimal() ? ofDecimal(raw.decimalValue()) : null;
    }
  },
  UUID("a UUID of 36 characters") {
    @Override
    JsonNode read(JsonNode raw) {
      if (!raw.isTextual()) {
        return null;
      }
      return Uuids.parse(raw.textValue()).map(id -> text(id.toString(), raw)).orElse(null);
    }
  },
  TIME("a date-time with offset, such as 2030-01-31T12:00:00Z") {
    @Override
    JsonNode read(JsonNode raw) {
      if (!raw.isTextual()) {
        return null;
      }
      return Instants.parse(raw.textValue())
          .map(time -> text(Instants.format(time), raw))
          .orElse(null);
    }
  },
  URI("a URI") {
    @Override
    JsonNode read(JsonNode raw) {
      if (!raw.isTextual()) {
        return null;
      }
      return Uris.normalized(raw.textValue()).map(uri -> text(uri, raw)).orElse(null);
    }
  },
  /** {@code nn_NO} and {@code en-US} are taken for {@code nn} and {@code en}. */
  LANGUAGE("a language code") {
    @Override
    JsonNode read(JsonNode raw) {
      if (!raw.isTextual()) {
        return null;
      }
      return text(Languages.normalized(raw.textValue()), raw);
    }
  },
  /** Media type of a content value; deprecated names become the present ones. */
  MEDIA_TYPE("a media type") {
    @Override
    JsonNode read(JsonNode raw) {
      if (!raw.isTextual()) {
        return null;
      }
      return text(RENAMED_MEDIA_TYPES.getOrDefault(raw.textValue(), raw.textValue()), raw);
    }
  };

  private static final Map<String, String> RENAMED_MEDIA_TYPES =
      Map.of(
          "application/vnd.dialogporten.frontchannelembed+json;type=markdown",
          "application/vnd.dialogporten.frontchannelembed-url;type=text/markdown",
          "application/vnd.dialogporten.frontchannelembed+json;type=html",
          "application/vnd.dialogporten.frontchannelembed-url;type=text/html");

  private static final BigDecimal MIN_INT = BigDecimal.valueOf(Integer.MIN_VALUE);
  private static final BigDecimal MAX_INT = BigDecimal.valueOf(Integer.MAX_VALUE);

  private final String expected;

  ScalarType(String expected) {
    this.expected = expected;
  }

  /** The bound form, or null when the value is of another type. */
  abstract JsonNode read(JsonNode raw);

  @Override
  public JsonNode bind(JsonNode raw, Reading reading) {
    JsonNode bound = read(raw);
    if (bound == null) {
      throw new BindFault("The value could not be read; expected " + expected + '.');
    }
    return bound;
  }

  @Override
  public JsonNode arranged(JsonNode bound) {
    return bound;
  }

  /** Keeps the node it has when nothing changes. */
  private static JsonNode text(String value, JsonNode raw) {
    return value.equals(raw.textValue()) ? raw : TextNode.valueOf(value);
  }

  /** Null when the text is no integer in decimal digits. */
  static IntNode ofText(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    // the digits of other scripts are digits to Integer.parseInt, too
    if (text.length() > 11 || !text.chars().skip(start).allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    try {
      return IntNode.valueOf(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** JSON knows one kind of number: 50.0 is the integer 50. Huge exponents are not expanded. */
  private static IntNode ofDecimal(BigDecimal number) {
    if (number.compareTo(MIN_INT) < 0 || number.compareTo(MAX_INT) > 0) {
      return null;
    }
    boolean whole = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    return whole ? IntNode.valueOf(number.intValueExact()) : null;
  }
}

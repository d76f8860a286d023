package dev.dialogporten.dialog.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * JSON text in and out, strict and bounded: depth 64, number and string lengths, no comments, no
 * trailing text.
 */
public final class JsonText {
  /** The {@code errors} key of text that cannot be read at all. */
  static final String ROOT_KEY = "SerializerErrors";

  private static final int MAX_DEPTH = 64;
  private static final int MAX_NUMBER_LENGTH = 200;
  private static final int MAX_TEXT_LENGTH = 20_000_000;

  private static final ObjectMapper MAPPER = new ObjectMapper(factory());

  static {
    MAPPER.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    // 1.0 and 1 must stay comparable, and a fraction must not get lost in rounding.
    MAPPER.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  }

  private JsonText() {}

  private static JsonFactory factory() {
    StreamReadConstraints reading =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(MAX_NUMBER_LENGTH)
            .maxStringLength(MAX_TEXT_LENGTH)
            .build();
    return new JsonFactoryBuilder()
        .streamReadConstraints(reading)
        .streamWriteConstraints(StreamWriteConstraints.defaults())
        // Interning takes a JVM-wide lock and would keep names that clients make up.
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .build();
  }

  /**
   * Parses UTF-8 text. Repeated members: the last one wins. A string that PostgreSQL cannot store
   * (U+0000, an unpaired surrogate) is refused wherever it stands. Throws a {@code
   * ProblemException} (MALFORMED_BODY, key {@code SerializerErrors}, or the path of a string that
   * cannot be stored); so is a body that is just {@code null}.
   */
  public static JsonNode parse(byte[] utf8) {
    TextHazards hazards = TextHazards.of(utf8);
    if (!hazards.isUtf8()) {
      throw malformed("The body is not valid UTF-8.");
    }
    JsonNode root = read(utf8);
    if (root == null || root.isMissingNode()) {
      throw malformed("The body must not be empty.");
    }
    if (root.isNull()) {
      throw malformed("The body must not be null.");
    }
    if (hazards.hasSuspiciousEscape()) {
      UnstorableText.refuse(root);
    }
    return root;
  }

  /** Parses text that this service wrote itself. */
  public static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("stored JSON cannot be read", e);
    }
  }

  /** Compact text. */
  public static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("JSON cannot be written", e);
    }
  }

  public static ProblemException malformed(String text) {
    return Problem.of(ProblemType.MALFORMED_BODY, ROOT_KEY, text).toException();
  }

  private static JsonNode read(byte[] utf8) {
    try {
      return MAPPER.readTree(utf8);
    } catch (StreamConstraintsException e) {
      throw malformed(
          "The body exceeds a limit: nesting depth "
              + MAX_DEPTH
              + ", number length "
              + MAX_NUMBER_LENGTH
              + ", string length "
              + MAX_TEXT_LENGTH
              + ", name length "
              + StreamReadConstraints.DEFAULT_MAX_NAME_LEN
              + position(e.getLocation()));
    } catch (MismatchedInputException e) {
      throw malformed("The body has text after the end of its JSON" + position(e.getLocation()));
    } catch (JsonProcessingException e) {
      // the parser's own words name its classes and quote the body
      throw malformed("The body is not valid JSON" + position(e.getLocation()));
    } catch (NumberFormatException | ArithmeticException e) {
      throw malformed("The body has a number whose exponent is out of range.");
    } catch (IOException | IllegalStateException e) {
      // IllegalStateException: the parser's defence against colliding member names
      throw malformed("The body is not valid JSON.");
    }
  }

  private static String position(JsonLocation at) {
    return at == null ? "." : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ").";
  }
}

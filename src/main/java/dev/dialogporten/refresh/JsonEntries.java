package dev.dialogporten.refresh;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The objects of a JSON array in a file somebody wrote by hand, with their line numbers, and all
 * faults found in them.
 */
public final class JsonEntries {
  private static final int MAX_FAULTS = 20;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .build();

  private final String file;
  private final List<String> faults = new ArrayList<>();

  /** A value and the line its name stands on. */
  public record Member(int line, JsonNode value) {}

  public JsonEntries(String file) {
    this.file = file;
  }

  /** The objects of the array that the text is, each from name to value. */
  public List<JsonEntry> readArray(String text) {
    List<JsonEntry> entries = new ArrayList<>();
    try (JsonParser parser = MAPPER.createParser(text)) {
      expect(parser, parser.nextToken(), JsonToken.START_ARRAY, "the file must be a JSON array");
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        expect(
            parser, parser.currentToken(), JsonToken.START_OBJECT, "each entry must be an object");
        int line = line(parser);
        entries.add(new JsonEntry(this, line, members(parser), false));
      }
      expect(parser, parser.nextToken(), null, "nothing may follow the array");
    } catch (JsonProcessingException e) {
      throw malformed(e, e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("reading a string failed", e);
    }
    return entries;
  }

  /** The members of the object that the text is, their names being data about persons. */
  public JsonEntry readObject(String text) {
    try (JsonParser parser = MAPPER.createParser(text)) {
      expect(parser, parser.nextToken(), JsonToken.START_OBJECT, "the file must be a JSON object");
      JsonEntry entry = new JsonEntry(this, 1, members(parser), true);
      expect(parser, parser.nextToken(), null, "nothing may follow the object");
      return entry;
    } catch (JsonProcessingException e) {
      throw malformed(e, "not valid JSON, or the same name twice");
    } catch (IOException e) {
      throw new IllegalStateException("reading a string failed", e);
    }
  }

  void fault(int line, String member, String text) {
    if (faults.size() < MAX_FAULTS) {
      faults.add("%s line %d, %s: %s".formatted(file, line, member, text));
    }
  }

  /** Throws with all faults recorded, one a line, if there are any. */
  public void throwIfFaulty() {
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join(System.lineSeparator(), faults));
    }
  }

  private static Map<String, Member> members(JsonParser parser) throws IOException {
    Map<String, Member> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      int line = line(parser);
      parser.nextToken();
      members.put(name, new Member(line, MAPPER.readTree(parser)));
    }
    return members;
  }

  private void expect(JsonParser parser, JsonToken found, JsonToken wanted, String text) {
    if (found != wanted) {
      throw new IllegalArgumentException("%s line %d: %s".formatted(file, line(parser), text));
    }
  }

  private IllegalArgumentException malformed(JsonProcessingException e, String text) {
    int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    return new IllegalArgumentException("%s line %d: %s".formatted(file, line, text));
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }
}

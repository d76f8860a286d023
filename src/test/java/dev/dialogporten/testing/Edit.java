package dev.dialogporten.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes of a body, written short enough for a table: {@code /progress = 17; /dueAt = none}. Texts
 * may have <code>{a*256}</code> for that many letters, <code>{now+14}</code> for a time so many
 * seconds from now and <code>{id+14}</code> for a UUIDv7 of such a time.
 */
public final class Edit {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern LETTERS = Pattern.compile("\\{(.)\\*(\\d+)}");
  private static final Pattern TIMES = Pattern.compile("\\{now([+-]\\d+)?}");
  private static final Pattern IDS = Pattern.compile("\\{id([+-]\\d+)?}");

  private Edit() {}

  /**
   * The body with each value set at its JSON Pointer. Objects on the way are made; the index of an
   * array may be its length.
   */
  public static JsonObject of(JsonObject body, String edits) {
    try {
      JsonNode root = MAPPER.readTree(body.encode());
      for (String edit : edits.split(";\\s*/")) {
        String[] parts = edit.strip().replaceFirst("^/", "").split("\\s*=\\s*", 2);
        set(root, parts[0].split("/"), parts[1]);
      }
      return new JsonObject(root.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(edits, e);
    }
  }

  /** The text with what stands in braces written out. */
  public static String expand(String text) {
    String letters =
        LETTERS
            .matcher(text)
            .replaceAll(
                m -> Matcher.quoteReplacement(m.group(1).repeat(Integer.parseInt(m.group(2)))));
    String times = replace(TIMES, letters, time -> time.toString());
    return replace(IDS, times, Edit::idOf);
  }

  /** A UUIDv7 of that time. */
  public static String idOf(Instant time) {
    long random = ThreadLocalRandom.current().nextLong();
    long high = time.toEpochMilli() << 16 | 0x7000 | random >>> 52;
    return new UUID(high, random & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L).toString();
  }

  private static String replace(Pattern pattern, String text, Function<Instant, String> form) {
    Instant now = Instant.now(); // one for all, so that times can be equal
    return pattern
        .matcher(text)
        .replaceAll(
            m -> {
              String seconds = m.group(1) == null ? "0" : m.group(1);
              return form.apply(now.plusSeconds(Long.parseLong(seconds)));
            });
  }

  private static void set(JsonNode root, String[] path, String value)
      throws JsonProcessingException {
    JsonNode at = root;
    for (int i = 0; i < path.length - 1; i++) {
      JsonNode next = at.isArray() ? at.get(Integer.parseInt(path[i])) : at.get(path[i]);
      at = next == null ? ((ObjectNode) at).putObject(path[i]) : next;
    }
    String last = path[path.length - 1];
    if (value.equals("none")) {
      ((ObjectNode) at).remove(last);
      return;
    }
    JsonNode json = MAPPER.readTree(expand(value));
    if (!(at instanceof ArrayNode array)) {
      ((ObjectNode) at).set(last, json);
    } else if (Integer.parseInt(last) == array.size()) {
      array.add(json);
    } else {
      array.set(Integer.parseInt(last), json);
    }
  }
}

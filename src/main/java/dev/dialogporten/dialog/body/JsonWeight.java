package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;

/** About how many characters a value has as text, without writing it. */
public final class JsonWeight {
  /** Accounts for the braces, names and such around a value. */
  private static final int NODE = 16;

  private JsonWeight() {}

  static long of(JsonNode value) {
    return NODE + Math.max(0, upTo(value, Long.MAX_VALUE));
  }

  /** Whether a value is heavier; looks at no more of it than that takes. */
  public static boolean exceeds(JsonNode value, long limit) {
    return upTo(value, limit) > limit;
  }

  private static long upTo(JsonNode value, long limit) {
    long weight = value.isTextual() ? value.textValue().length() : 0;
    for (JsonNode child : value) {
      if (weight > limit) {
        break;
      }
      weight += NODE + upTo(child, limit - weight);
    }
    return weight;
  }
}

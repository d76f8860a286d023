package dev.dialogporten.http.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.event.EventFilter;
import dev.dialogporten.event.EventPosition;
import dev.dialogporten.event.WebhookSubscription.Draft;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client says about a webhook subscription.
 *
 * @param since where to start, or null; of no meaning in a replacement
 */
record SubscriptionBody(Draft draft, EventPosition since) {
  private static final int MAX_DESCRIPTION = 255;

  /** Throws a {@code ProblemException} with every fault. */
  static SubscriptionBody bind(JsonNode body) {
    Faults faults = new Faults();
    if (!body.isObject()) {
      faults.add("SerializerErrors", "The body must be an object.");
      faults.throwIfAny(ProblemType.MALFORMED_BODY);
    }
    String url = text(faults, body, "url");
    if (url == null || url.isEmpty()) {
      faults.add("url", "'url' must not be empty.");
    }
    String description = text(faults, body, "description");
    if (description != null && description.length() > MAX_DESCRIPTION) {
      faults.add("description", "'description' must be 255 characters or fewer.");
    }
    EventFilter filter =
        EventFilters.of(
            faults,
            "types",
            texts(faults, body, "types"),
            "resources",
            texts(faults, body, "resources"),
            "parties",
            texts(faults, body, "parties"),
            "dialogIds",
            texts(faults, body, "dialogIds"));
    EventPosition since = since(faults, body);
    boolean paused = flag(faults, body, "paused");
    faults.throwIfAny(ProblemType.VALIDATION);
    return new SubscriptionBody(new Draft(url, description, filter, paused), since);
  }

  private static EventPosition since(Faults faults, JsonNode body) {
    String text = text(faults, body, "since");
    if (text == null) {
      return null;
    }
    EventPosition position = EventPosition.parse(text).orElse(null);
    if (position == null) {
      faults.add("since", "'since' is not a position.");
    }
    return position;
  }

  private static String text(Faults faults, JsonNode body, String name) {
    JsonNode value = body.path(name);
    if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
      faults.add(name, "'" + name + "' must be a string.");
    }
    return value.textValue();
  }

  private static boolean flag(Faults faults, JsonNode body, String name) {
    JsonNode value = body.path(name);
    if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
      faults.add(name, "'" + name + "' must be true or false.");
    }
    return value.booleanValue();
  }

  private static List<String> texts(Faults faults, JsonNode body, String name) {
    JsonNode value = body.path(name);
    List<String> texts = new ArrayList<>();
    if (value.isMissingNode() || value.isNull()) {
      return texts;
    }
    if (!value.isArray()) {
      faults.add(name, "'" + name + "' must be a list of strings.");
    }
    for (JsonNode item : value) {
      if (item.isTextual()) {
        texts.add(item.textValue());
      } else {
        faults.add(name, "'" + name + "' must be a list of strings.");
      }
    }
    return texts;
  }
}

package dev.dialogporten.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.ThreadLocalRandom;

/** Bodies of requests: the least that is accepted, to be added to. Each call makes a new one. */
public final class Dialogs {
  private Dialogs() {}

  /** POST dialogs: required members only, for a party of its own. */
  public static JsonObject create(ServiceOwner owner) {
    return create(owner.resource());
  }

  /** POST dialogs: required members only, for a party of its own. */
  public static JsonObject create(String serviceResource) {
    return new JsonObject()
        .put("serviceResource", serviceResource)
        .put("party", party())
        .put("content", content("Title", "Summary"));
  }

  /** PUT dialogs: required members only. */
  public static JsonObject replace(String title) {
    return new JsonObject().put("status", "InProgress").put("content", content(title, "Summary"));
  }

  /** POST transmissions: required members only. */
  public static JsonObject transmission() {
    return new JsonObject()
        .put("type", "Information")
        .put("sender", new JsonObject().put("actorType", "ServiceOwner"))
        .put("content", content("Transmission title", "Transmission summary"));
  }

  /** POST activities: required members only. */
  public static JsonObject activity() {
    return new JsonObject()
        .put("type", "DialogCreated")
        .put("performedBy", new JsonObject().put("actorType", "ServiceOwner"));
  }

  public static JsonObject content(String title, String summary) {
    return new JsonObject().put("title", text(title)).put("summary", text(summary));
  }

  /** A content value in plain text and one language. */
  public static JsonObject text(String value) {
    JsonObject localized = new JsonObject().put("languageCode", "nb").put("value", value);
    return new JsonObject()
        .put("mediaType", "text/plain")
        .put("value", new JsonArray().add(localized));
  }

  /** PATCH: one operation. */
  public static JsonObject operation(String op, String path, Object value) {
    return new JsonObject().put("op", op).put("path", path).put("value", value);
  }

  /** PATCH: replaces the title. */
  public static JsonArray newTitle(String title) {
    return new JsonArray().add(operation("replace", "/content/title/value/0/value", title));
  }

  /** URN of an organisation hardly any other test has. */
  public static String party() {
    while (true) {
      int first = ThreadLocalRandom.current().nextInt(80_000_000, 99_999_999);
      String number = TestRegistry.organizationNumber(first);
      if (number != null) {
        return "urn:altinn:organization:identifier-no:" + number;
      }
    }
  }
}

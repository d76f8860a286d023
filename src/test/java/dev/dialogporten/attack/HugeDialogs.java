package dev.dialogporten.attack;

import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceOwner;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Bodies that are accepted and large. */
final class HugeDialogs {
  private HugeDialogs() {}

  static JsonObject withUrls(ServiceOwner owner, int urls) {
    return Dialogs.create(owner)
        .put("attachments", new JsonArray().add(new JsonObject().put("urls", urls(urls))));
  }

  static JsonObject withTags(ServiceOwner owner, int tags) {
    JsonArray list = new JsonArray();
    for (int i = 0; i < tags; i++) {
      list.add(new JsonObject().put("value", "tag " + i));
    }
    return Dialogs.create(owner).put("searchTags", list);
  }

  private static JsonArray urls(int count) {
    JsonArray urls = new JsonArray();
    for (int i = 0; i < count; i++) {
      urls.add(new JsonObject().put("url", "https://example.com/" + i).put("consumerType", "Gui"));
    }
    return urls;
  }
}

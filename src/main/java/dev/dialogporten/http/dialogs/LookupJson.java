package dev.dialogporten.http.dialogs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.dialog.Dialog.Identity;
import dev.dialogporten.dialog.ServiceResource;
import dev.dialogporten.dialog.ServiceResources;
import dev.dialogporten.dialog.search.InstanceRef;
import dev.dialogporten.dialog.search.SearchQuery.LookedUp;
import dev.dialogporten.dialog.value.JsonText;
import dev.dialogporten.http.exchange.JsonBuilder;
import dev.dialogporten.http.exchange.LocalizedJson;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the look-up says of a dialog, in the languages the caller prefers. */
public final class LookupJson {
  public static final int DEFAULT_LEVEL = 3;
  private static final int CAPACITY = 2048;

  private final ServiceResources resources;
  private final LocalizedJson texts;

  LookupJson(ServiceResources resources, LocalizedJson texts) {
    this.resources = resources;
    this.texts = texts;
  }

  String render(LookedUp found, InstanceRef asked) {
    Identity identity = found.dialog().identity();
    JsonNode content = JsonText.parse(found.dialog().sections().content());
    JsonBuilder json = new JsonBuilder(CAPACITY).openObject();
    json.member("dialogId", found.dialog().id())
        .text("instanceRef", shown(found, asked).text())
        .text("party", identity.party());
    names(json, identity);
    texts.write(json, "title", values(content, "title"));
    if (content.has("nonSensitiveTitle")) {
      texts.write(json, "nonSensitiveTitle", values(content, "nonSensitiveTitle"));
    }
    return json.closeObject().toString();
  }

  private static InstanceRef shown(LookedUp found, InstanceRef asked) {
    return asked.dialogId() == null
        ? asked
        : InstanceRef.ofLabels(found.dialog().id(), found.serviceOwnerLabels());
  }

  private void names(JsonBuilder json, Identity identity) {
    Optional<ServiceResource> resource = resources.find(identity.serviceResource());
    String id = identity.serviceResource().substring(ServiceResource.PREFIX.length());
    json.openObject("serviceResource")
        .text("id", id)
        .member("isDelegable", resource.map(ServiceResource::delegable).orElse(false))
        .member(
            "minimumAuthenticationLevel",
            resource.map(ServiceResource::minimumAuthenticationLevel).orElse(DEFAULT_LEVEL));
    texts.writeName(json, resource.orElse(null), id);
    json.closeObject();
    texts.writeOwner(
        json,
        resources,
        resource.map(ServiceResource::organizationNumber).orElse(null),
        identity.org());
  }

  private static Map<String, String> values(JsonNode content, String type) {
    Map<String, String> texts = new TreeMap<>();
    for (JsonNode text : content.path(type).path("value")) {
      texts.put(text.path("languageCode").asText(), text.path("value").asText());
    }
    return texts;
  }
}

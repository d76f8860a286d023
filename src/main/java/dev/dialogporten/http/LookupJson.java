package dev.dialogporten.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.dialog.Dialog.Identity;
import dev.dialogporten.dialog.ServiceResource;
import dev.dialogporten.dialog.ServiceResources;
import dev.dialogporten.dialog.body.JsonText;
import dev.dialogporten.dialog.search.InstanceRef;
import dev.dialogporten.dialog.search.LanguagePreference;
import dev.dialogporten.dialog.search.SearchQuery.LookedUp;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the look-up says of a dialog, in the languages the caller prefers. */
final class LookupJson {
  private static final int DEFAULT_LEVEL = 3;
  private static final int CAPACITY = 2048;

  private final ServiceResources resources;
  private final LanguagePreference languages;

  LookupJson(ServiceResources resources, LanguagePreference languages) {
    this.resources = resources;
    this.languages = languages;
  }

  String render(LookedUp found, InstanceRef asked) {
    Identity identity = found.dialog().identity();
    JsonNode content = JsonText.parse(found.dialog().sections().content());
    JsonBuilder json = new JsonBuilder(CAPACITY).openObject();
    json.member("dialogId", found.dialog().id())
        .text("instanceRef", shown(found, asked).text())
        .text("party", identity.party());
    names(json, identity);
    texts(json, "title", texts(content, "title"));
    if (content.has("nonSensitiveTitle")) {
      texts(json, "nonSensitiveTitle", texts(content, "nonSensitiveTitle"));
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
    texts(json, "name", orElse(resource.map(ServiceResource::title).orElse(Map.of()), id));
    json.closeObject();
    json.openObject("serviceOwner")
        .text("orgNumber", resource.map(ServiceResource::organizationNumber).orElse(null))
        .text("code", identity.org());
    texts(json, "name", orElse(resources.organizationName(identity.org()), identity.org()));
    json.closeObject();
  }

  private static Map<String, String> orElse(Map<String, String> names, String fallback) {
    return names.isEmpty() ? Map.of("nb", fallback) : names;
  }

  private static Map<String, String> texts(JsonNode content, String type) {
    Map<String, String> texts = new TreeMap<>();
    for (JsonNode text : content.path(type).path("value")) {
      texts.put(text.path("languageCode").asText(), text.path("value").asText());
    }
    return texts;
  }

  /** In the best language, or in all of them. */
  private void texts(JsonBuilder json, String name, Map<String, String> texts) {
    Optional<String> best = languages.best(texts.keySet());
    json.openArray(name);
    new TreeMap<>(texts)
        .forEach(
            (language, text) -> {
              if (best.isEmpty() || best.get().equals(language)) {
                json.openObject().text("value", text).text("languageCode", language).closeObject();
              }
            });
    json.closeArray();
  }
}

package dev.dialogporten.http.exchange;

import dev.dialogporten.dialog.ServiceResource;
import dev.dialogporten.dialog.ServiceResources;
import dev.dialogporten.dialog.search.LanguagePreference;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Names in the language the caller prefers, or in all languages when none is preferred. */
public record LocalizedJson(LanguagePreference languages) {
  /** What the reference says when nobody knows a name in any language. */
  private static final String FALLBACK_LANGUAGE = "nb";

  public static LocalizedJson of(ApiRequest request) {
    return new LocalizedJson(
        LanguagePreference.parse(String.join(",", request.headers("Accept-Language"))));
  }

  public void write(JsonBuilder json, String member, Map<String, String> texts) {
    Optional<String> best = languages.best(texts.keySet());
    json.openArray(member);
    new TreeMap<>(texts)
        .forEach(
            (language, text) -> {
              if (best.isEmpty() || best.get().equals(language)) {
                json.openObject().text("value", text).text("languageCode", language).closeObject();
              }
            });
    json.closeArray();
  }

  /** The name of a resource, or its id without prefix. */
  public void writeName(JsonBuilder json, ServiceResource resource, String id) {
    write(json, "name", orElse(resource == null ? Map.of() : resource.title(), id));
  }

  /** The owner with this short name; the number is left out when unknown. */
  public void writeOwner(JsonBuilder json, ServiceResources resources, String number, String code) {
    json.openObject("serviceOwner").text("orgNumber", number).text("code", code);
    write(json, "name", orElse(resources.organizationName(code), code));
    json.closeObject();
  }

  private static Map<String, String> orElse(Map<String, String> names, String fallback) {
    return names.isEmpty() ? Map.of(FALLBACK_LANGUAGE, fallback) : names;
  }
}

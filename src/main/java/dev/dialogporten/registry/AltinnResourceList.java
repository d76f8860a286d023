package dev.dialogporten.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dialogporten.dialog.ServiceResource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The resource list of Altinn's resource registry ({@code
 * /resourceregistry/api/v1/resource/resourcelist}). Entries without owner, or of types that cannot
 * have dialogs, are passed over.
 */
final class AltinnResourceList {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private AltinnResourceList() {}

  /**
   * @throws IllegalArgumentException when the text is not such a list
   */
  static RegistryContent parse(String text) {
    JsonNode list;
    try {
      list = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the resource list is not JSON", e);
    }
    if (!list.isArray()) {
      throw new IllegalArgumentException("the resource list is not an array");
    }
    Map<String, ServiceResource> resources = new LinkedHashMap<>();
    Map<String, Owner> owners = new LinkedHashMap<>();
    for (JsonNode entry : list) {
      resource(entry)
          .ifPresent(
              resource -> {
                resources.put(resource.id(), resource);
                owners.putIfAbsent(resource.organizationNumber(), owner(resource, entry));
              });
    }
    return new RegistryContent(List.copyOf(resources.values()), List.copyOf(owners.values()));
  }

  private static Optional<ServiceResource> resource(JsonNode entry) {
    String identifier = entry.path("identifier").asText("");
    JsonNode owner = entry.path("hasCompetentAuthority");
    String number = owner.path("organization").asText("");
    String code = owner.path("orgcode").asText("");
    if (identifier.isBlank() || number.isBlank() || code.isBlank()) {
      return Optional.empty();
    }
    return ResourceTypes.normalized(entry.path("resourceType").asText(""))
        .map(
            type ->
                new ServiceResource(
                    ServiceResource.PREFIX + identifier.toLowerCase(Locale.ROOT),
                    type,
                    number.toLowerCase(Locale.ROOT),
                    code.toLowerCase(Locale.ROOT),
                    null,
                    entry.path("delegable").asBoolean(true),
                    texts(entry.path("title"))));
  }

  private static Owner owner(ServiceResource resource, JsonNode entry) {
    return new Owner(
        resource.organizationNumber(),
        resource.organizationCode(),
        texts(entry.path("hasCompetentAuthority").path("name")));
  }

  private static Map<String, String> texts(JsonNode localized) {
    Map<String, String> texts = new HashMap<>();
    localized
        .fields()
        .forEachRemaining(
            each -> {
              if (each.getValue().isTextual()) {
                texts.put(each.getKey(), each.getValue().textValue());
              }
            });
    return texts;
  }
}

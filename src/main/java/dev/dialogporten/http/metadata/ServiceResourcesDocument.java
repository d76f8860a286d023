package dev.dialogporten.http.metadata;

import dev.dialogporten.dialog.ServiceResource;
import dev.dialogporten.dialog.ServiceResources;
import dev.dialogporten.http.dialogs.LookupJson;
import dev.dialogporten.http.exchange.AcceptedTypes;
import dev.dialogporten.http.exchange.ApiRequest;
import dev.dialogporten.http.exchange.JsonBuilder;
import dev.dialogporten.http.exchange.LocalizedJson;
import dev.dialogporten.http.exchange.Reply;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Every service resource the registry knows, with its owner, for everyone to read. */
final class ServiceResourcesDocument {
  private static final int CAPACITY_PER_RESOURCE = 400;
  private static final Comparator<ServiceResource> BY_NAME =
      Comparator.comparing(ServiceResourcesDocument::sortName).thenComparing(ServiceResource::id);

  private final ServiceResources resources;

  ServiceResourcesDocument(ServiceResources resources) {
    this.resources = resources;
  }

  /** Written away from the event loop: a registry has thousands of resources. */
  Future<Reply> get(ApiRequest request) {
    AcceptedTypes.requireJson(request);
    LocalizedJson texts = LocalizedJson.of(request);
    return request.aside(() -> Reply.json(render(texts)));
  }

  private String render(LocalizedJson texts) {
    List<ServiceResource> sorted = resources.all().stream().sorted(BY_NAME).toList();
    JsonBuilder json = new JsonBuilder(CAPACITY_PER_RESOURCE * (sorted.size() + 1));
    json.openObject().openArray("items");
    sorted.forEach(resource -> write(json.openObject(), resource, texts));
    return json.closeArray().closeObject().toString();
  }

  /** Roles and access packages are not in the registry, so nobody has any. */
  private void write(JsonBuilder json, ServiceResource resource, LocalizedJson texts) {
    String id = resource.id().substring(ServiceResource.PREFIX.length());
    Integer level = resource.minimumAuthenticationLevel();
    json.openObject("serviceResource")
        .text("id", id)
        .text("resourceType", resource.type())
        .member("isDelegable", resource.delegable())
        .member("minimumAuthenticationLevel", level == null ? LookupJson.DEFAULT_LEVEL : level);
    texts.writeName(json, resource, id);
    json.closeObject().openArray("roles").closeArray().openArray("accessPackages").closeArray();
    texts.writeOwner(json, resources, resource.organizationNumber(), resource.organizationCode());
    json.closeObject();
  }

  private static String sortName(ServiceResource resource) {
    Map<String, String> title = resource.title();
    String name = title.getOrDefault("nb", title.getOrDefault("en", resource.id()));
    return name.toLowerCase(Locale.ROOT);
  }
}

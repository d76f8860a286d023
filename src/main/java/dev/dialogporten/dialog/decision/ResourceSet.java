package dev.dialogporten.dialog.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.dialog.ServiceResource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A set of service resources named by authorization attributes, in the blank-separated, lower-case
 * form that is kept with the dialog. Attributes of other kinds name no resource.
 */
final class ResourceSet {
  private final Set<String> urns = new TreeSet<>();

  static ResourceSet of(String stored) {
    ResourceSet set = new ResourceSet();
    if (!stored.isEmpty()) {
      set.urns.addAll(List.of(stored.split(" ", -1)));
    }
    return set;
  }

  /** Whether the JSON text can name a resource at all; spares most parsing. */
  static boolean mayOccurIn(String json) {
    int last = json.length() - ServiceResource.PREFIX.length();
    for (int i = json.indexOf(':'); i >= 3 && i <= last + 3; i = json.indexOf(':', i + 1)) {
      int start = i - 3;
      if (json.regionMatches(
          true, start, ServiceResource.PREFIX, 0, ServiceResource.PREFIX.length())) {
        return true;
      }
    }
    return false;
  }

  /** Adds the resource an element's attribute names, if it names one. */
  ResourceSet add(JsonNode element) {
    String attribute = element.path("authorizationAttribute").asText().toLowerCase(Locale.ROOT);
    if (attribute.startsWith(ServiceResource.PREFIX)) {
      urns.add(attribute);
    }
    return this;
  }

  ResourceSet addAll(JsonNode elements) {
    elements.forEach(this::add);
    return this;
  }

  ResourceSet addAll(String stored) {
    urns.addAll(of(stored).urns);
    return this;
  }

  ResourceSet addUrn(String urn) {
    urns.add(urn);
    return this;
  }

  boolean contains(JsonNode element) {
    return urns.containsAll(new ResourceSet().add(element).urns);
  }

  Collection<String> urns() {
    return urns;
  }

  /** The stored form, {@code ""} for none. */
  String stored() {
    return String.join(" ", urns);
  }
}

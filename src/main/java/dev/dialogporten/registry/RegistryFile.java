package dev.dialogporten.registry;

import dev.dialogporten.dialog.ServiceResource;
import dev.dialogporten.dialog.value.Parties;
import dev.dialogporten.refresh.JsonEntries;
import dev.dialogporten.refresh.JsonEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The JSON files in which an operator lists resources and owners. */
final class RegistryFile {
  private static final Set<String> RESOURCE_MEMBERS =
      Set.of(
          "id",
          "resourceType",
          "orgNumber",
          "orgCode",
          "minimumAuthenticationLevel",
          "title",
          "delegable");
  private static final Set<String> OWNER_MEMBERS = Set.of("orgNumber", "orgCode", "name");

  private RegistryFile() {}

  /**
   * @throws IllegalArgumentException naming file, line and member of each fault
   */
  static List<ServiceResource> resources(String file, String text) {
    JsonEntries entries = new JsonEntries(file);
    List<ServiceResource> resources = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonEntry entry : entries.readArray(text)) {
      entry.allowOnly(RESOURCE_MEMBERS);
      ServiceResource resource = resource(entry);
      if (!ids.add(resource.id())) {
        entry.fault("id", "is used twice");
      }
      resources.add(resource);
    }
    entries.throwIfFaulty();
    return List.copyOf(resources);
  }

  /**
   * @throws IllegalArgumentException naming file, line and member of each fault
   */
  static List<Owner> owners(String file, String text) {
    JsonEntries entries = new JsonEntries(file);
    List<Owner> owners = new ArrayList<>();
    for (JsonEntry entry : entries.readArray(text)) {
      entry.allowOnly(OWNER_MEMBERS);
      owners.add(new Owner(organizationNumber(entry), code(entry), entry.localized("name")));
    }
    entries.throwIfFaulty();
    return List.copyOf(owners);
  }

  private static ServiceResource resource(JsonEntry entry) {
    String type = entry.text("resourceType");
    if (!type.isEmpty() && ResourceTypes.normalized(type).isEmpty()) {
      entry.fault("resourceType", "must be one of " + ResourceTypes.ALL);
    }
    return new ServiceResource(
        id(entry),
        type.toLowerCase(Locale.ROOT),
        organizationNumber(entry),
        code(entry),
        entry.number("minimumAuthenticationLevel", 0, 4),
        entry.flag("delegable", true),
        entry.localized("title"));
  }

  private static String id(JsonEntry entry) {
    String id = entry.text("id").toLowerCase(Locale.ROOT);
    String name =
        id.startsWith(ServiceResource.PREFIX) ? id.substring(ServiceResource.PREFIX.length()) : id;
    if (!id.isEmpty() && !name.matches("[a-z0-9_-]+")) {
      entry.fault("id", "must be " + ServiceResource.PREFIX + " and a name of a-z, 0-9, _ and -");
    }
    return ServiceResource.PREFIX + name;
  }

  private static String organizationNumber(JsonEntry entry) {
    String number = entry.text("orgNumber");
    if (!number.isEmpty() && !Parties.isOrganizationNumber(number)) {
      entry.fault("orgNumber", "must be nine digits with a valid check digit");
    }
    return number;
  }

  private static String code(JsonEntry entry) {
    return entry.text("orgCode").toLowerCase(Locale.ROOT);
  }
}

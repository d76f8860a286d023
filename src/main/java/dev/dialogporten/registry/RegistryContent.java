package dev.dialogporten.registry;

import dev.dialogporten.dialog.ServiceResource;
import java.util.List;

/** What one source says: everything it knows, at one time. Ids, types and codes are lower case. */
record RegistryContent(List<ServiceResource> resources, List<Owner> owners) {
  RegistryContent {
    resources = List.copyOf(resources);
    owners = List.copyOf(owners);
  }
}

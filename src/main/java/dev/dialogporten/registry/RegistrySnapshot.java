package dev.dialogporten.registry;

import dev.dialogporten.dialog.ServiceResource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that is known of resources and owners, indexed. Immutable. */
record RegistrySnapshot(
    Map<String, ServiceResource> byId,
    Map<String, List<ServiceResource>> byOwner,
    Map<String, String> codeByNumber,
    Map<String, Set<String>> numbersByCode,
    Map<String, Map<String, String>> nameByCode) {

  private static final Logger LOG = LoggerFactory.getLogger(RegistrySnapshot.class);

  static final RegistrySnapshot EMPTY = of(List.of());

  /**
   * @param contents of all sources; what a later one says of a resource or owner wins
   */
  static RegistrySnapshot of(Collection<RegistryContent> contents) {
    Map<String, ServiceResource> byId = new LinkedHashMap<>();
    Map<String, Owner> owners = new HashMap<>();
    for (RegistryContent content : contents) {
      content.resources().forEach(resource -> byId.put(resource.id(), resource));
      content.owners().forEach(owner -> owners.put(owner.number(), owner));
    }
    Map<String, List<ServiceResource>> byOwner =
        byId.values().stream().collect(Collectors.groupingBy(ServiceResource::organizationNumber));
    Map<String, List<ServiceResource>> lists = new HashMap<>();
    byOwner.forEach((number, list) -> lists.put(number, List.copyOf(list)));
    return new RegistrySnapshot(
        Map.copyOf(byId),
        Map.copyOf(lists),
        codes(byOwner, owners),
        numbers(byId.values(), owners.values()),
        names(owners.values()));
  }

  /** Every use of a short name counts: a name that means two organisations is told of. */
  private static Map<String, Set<String>> numbers(
      Collection<ServiceResource> resources, Collection<Owner> owners) {
    Map<String, Set<String>> numbers = new HashMap<>();
    owners.forEach(owner -> add(numbers, owner.code(), owner.number()));
    resources.forEach(
        resource -> add(numbers, resource.organizationCode(), resource.organizationNumber()));
    numbers.forEach(
        (code, ofOne) -> {
          if (ofOne.size() > 1) {
            LOG.warn("The short name {} belongs to several organisations: {}", code, ofOne);
          }
        });
    return Map.copyOf(numbers);
  }

  private static void add(Map<String, Set<String>> numbers, String code, String number) {
    numbers.computeIfAbsent(code, any -> new TreeSet<>()).add(number);
  }

  private static Map<String, String> codes(
      Map<String, List<ServiceResource>> byOwner, Map<String, Owner> owners) {
    Map<String, String> codes = new HashMap<>();
    owners.values().forEach(owner -> codes.put(owner.number(), owner.code()));
    byOwner.forEach(
        (number, resources) -> {
          TreeSet<String> ofOne = new TreeSet<>();
          resources.forEach(resource -> ofOne.add(resource.organizationCode()));
          String listed = codes.get(number);
          String code = listed != null && ofOne.contains(listed) ? listed : ofOne.first();
          if (ofOne.size() > 1) {
            LOG.warn("Organisation {} has resources under {}; {} is used", number, ofOne, code);
          }
          codes.put(number, code);
        });
    return Map.copyOf(codes);
  }

  private static Map<String, Map<String, String>> names(Collection<Owner> owners) {
    Map<String, Map<String, String>> names = new HashMap<>();
    List<Owner> sorted = new ArrayList<>(owners);
    sorted.sort((a, b) -> a.number().compareTo(b.number()));
    sorted.forEach(owner -> names.putIfAbsent(owner.code(), owner.name()));
    return Map.copyOf(names);
  }
}

package dev.dialogporten.event;

import java.util.Set;
import java.util.UUID;

/**
 * Which of a service owner's events somebody wants. Empty sets do not restrict; the members are
 * combined with "and".
 *
 * @param types exact event types, or beginnings followed by one {@code *}
 * @param resources service resource URNs, lower case
 * @param parties party URNs, lower case
 */
public record EventFilter(
    Set<String> types, Set<String> resources, Set<String> parties, Set<UUID> dialogIds) {

  public static final EventFilter ALL = new EventFilter(Set.of(), Set.of(), Set.of(), Set.of());

  public EventFilter {
    types = Set.copyOf(types);
    resources = Set.copyOf(resources);
    parties = Set.copyOf(parties);
    dialogIds = Set.copyOf(dialogIds);
  }

  /** What can be said before the events of a change are derived. */
  public boolean mayMatch(UUID dialogId, String resource, String party) {
    return (dialogIds.isEmpty() || dialogIds.contains(dialogId))
        && (resources.isEmpty() || resources.contains(resource))
        && (parties.isEmpty() || parties.contains(party));
  }

  public boolean matchesType(String type) {
    return types.isEmpty() || types.contains(type) || types.stream().anyMatch(t -> isIn(t, type));
  }

  private static boolean isIn(String pattern, String type) {
    return pattern.endsWith("*") && type.regionMatches(0, pattern, 0, pattern.length() - 1);
  }
}

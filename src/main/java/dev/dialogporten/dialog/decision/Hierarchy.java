package dev.dialogporten.dialog.decision;

import dev.dialogporten.problem.Faults;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The chains of answers among transmissions: how deep, how wide, and that none bites its tail.
 * Walks the transmissions it is given only; those stored above them are known by their depth.
 */
final class Hierarchy {
  static final int MAX_DEPTH = 100;
  static final int MAX_CHILDREN = 100;
  private static final String KEY = "Transmissions";

  private final Map<UUID, UUID> parents;
  private final Map<UUID, Integer> storedDepths;
  private final Map<UUID, Integer> storedChildren;
  private final Map<UUID, Integer> depths = new HashMap<>();

  /**
   * @param parents transmission to the one it answers, null for none; in request order
   * @param storedDepths depths of transmissions that are not keys of {@code parents}
   * @param storedChildren how many answers those have already
   */
  Hierarchy(
      Map<UUID, UUID> parents, Map<UUID, Integer> storedDepths, Map<UUID, Integer> storedChildren) {
    this.parents = parents;
    this.storedDepths = storedDepths;
    this.storedChildren = storedChildren;
  }

  /** Adds every violation, key {@code Transmissions}, and makes depths known. */
  Hierarchy check(Faults faults) {
    parents.keySet().forEach(id -> walk(id, faults));
    Map<UUID, Integer> children = new HashMap<>();
    parents.values().stream()
        .filter(parent -> parent != null)
        .forEach(parent -> children.merge(parent, 1, Integer::sum));
    children.forEach(
        (parent, count) -> {
          if (count + storedChildren.getOrDefault(parent, 0) > MAX_CHILDREN) {
            faults.add(
                KEY,
                "Width violation: the number of transmissions that answer "
                    + parent
                    + " cannot exceed "
                    + MAX_CHILDREN
                    + ".");
          }
        });
    return this;
  }

  /** Depth of a checked transmission, 1 at the top. */
  int depth(UUID id) {
    return depths.get(id);
  }

  /** From the transmission upwards until a depth is known, then down again; no recursion. */
  private void walk(UUID start, Faults faults) {
    Set<UUID> path = new LinkedHashSet<>();
    Deque<UUID> way = new ArrayDeque<>();
    UUID at = start;
    while (at != null && parents.containsKey(at) && !depths.containsKey(at)) {
      if (!path.add(at)) {
        faults.add(KEY, "Hierarchy violation: cyclic reference at transmission " + at + ".");
        break;
      }
      way.push(at);
      at = parents.get(at);
    }
    int depth = path.contains(at) ? 0 : knownDepth(at, way.peek(), faults);
    while (!way.isEmpty()) {
      UUID id = way.pop();
      depths.put(id, ++depth);
      if (depth == MAX_DEPTH + 1) {
        faults.add(
            KEY,
            "Hierarchy depth violation: transmission "
                + id
                + " lies deeper than the maximum of "
                + MAX_DEPTH
                + ".");
      }
    }
  }

  private int knownDepth(UUID id, UUID child, Faults faults) {
    if (id == null) {
      return 0;
    }
    Integer depth = depths.getOrDefault(id, storedDepths.get(id));
    if (depth != null) {
      return depth;
    }
    faults.add(
        KEY, "Transmission " + id + ", which transmission " + child + " answers, does not exist.");
    return 0;
  }
}

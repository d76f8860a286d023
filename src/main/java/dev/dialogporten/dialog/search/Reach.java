package dev.dialogporten.dialog.search;

import dev.dialogporten.dialog.EndUserAccess.Grant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one person may see, narrowed to what a search asks for.
 *
 * @param parties whose dialogs the person may see, whatever their service resource
 * @param pairs further dialogs, by party and service resource
 */
public record Reach(List<String> parties, List<Pair> pairs) {

  /** Dialogs of one party and one service resource. */
  public record Pair(String party, String serviceResource) {}

  public Reach {
    parties = List.copyOf(parties);
    pairs = List.copyOf(pairs);
  }

  /**
   * @param parties those asked for; empty for all
   * @param serviceResources those asked for; empty for all
   */
  public static Reach of(
      Collection<Grant> grants, List<String> parties, List<String> serviceResources) {
    List<String> whole = new ArrayList<>();
    List<Pair> pairs = new ArrayList<>();
    for (Grant grant : grants) {
      if (!isAskedFor(grant.party(), parties)) {
        continue;
      }
      if (grant.serviceResources().isEmpty()) {
        whole.add(grant.party());
      }
      grant.serviceResources().stream()
          .filter(resource -> isAskedFor(resource, serviceResources))
          .forEach(resource -> pairs.add(new Pair(grant.party(), resource)));
    }
    return new Reach(whole, pairs);
  }

  /** Whose dialogs the person may see, all or some. */
  public List<String> allParties() {
    return Stream.concat(parties.stream(), pairs.stream().map(Pair::party)).distinct().toList();
  }

  public boolean isNothing() {
    return parties.isEmpty() && pairs.isEmpty();
  }

  private static boolean isAskedFor(String value, List<String> asked) {
    return asked.isEmpty() || asked.contains(value);
  }
}

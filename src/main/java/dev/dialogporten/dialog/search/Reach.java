package dev.dialogporten.dialog.search;

import dev.dialogporten.dialog.EndUserAccess;
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
 * @param serviceResources whose dialogs the person may see, whatever their party
 */
public record Reach(List<String> parties, List<Pair> pairs, List<String> serviceResources) {

  /** Dialogs of one party and one service resource. */
  public record Pair(String party, String serviceResource) {}

  public Reach {
    parties = List.copyOf(parties);
    pairs = List.copyOf(pairs);
    serviceResources = List.copyOf(serviceResources);
  }

  /**
   * @param parties those asked for; empty for all
   * @param serviceResources those asked for; empty for all
   * @return null when the person may see everything
   */
  public static Reach of(
      Collection<Grant> grants, List<String> parties, List<String> serviceResources) {
    List<String> whole = new ArrayList<>();
    List<Pair> pairs = new ArrayList<>();
    List<String> ofAnyParty = new ArrayList<>();
    for (Grant grant : grants) {
      List<String> resources =
          grant.serviceResources().stream().filter(r -> isAskedFor(r, serviceResources)).toList();
      boolean everyResource = grant.serviceResources().isEmpty();
      if (grant.party().equals(EndUserAccess.ANY_PARTY)) {
        if (everyResource) {
          return null;
        }
        ofAnyParty.addAll(resources);
      } else if (isAskedFor(grant.party(), parties)) {
        if (everyResource) {
          whole.add(grant.party());
        }
        resources.forEach(resource -> pairs.add(new Pair(grant.party(), resource)));
      }
    }
    return new Reach(whole, pairs, ofAnyParty);
  }

  /** Whose dialogs the person may see, all or some; empty when parties do not limit the reach. */
  public List<String> allParties() {
    return serviceResources.isEmpty()
        ? Stream.concat(parties.stream(), pairs.stream().map(Pair::party)).distinct().toList()
        : List.of();
  }

  public boolean isNothing() {
    return parties.isEmpty() && pairs.isEmpty() && serviceResources.isEmpty();
  }

  private static boolean isAskedFor(String value, List<String> asked) {
    return asked.isEmpty() || asked.contains(value);
  }
}

package dev.dialogporten.registry;

import dev.dialogporten.dialog.EndUserAccess;
import dev.dialogporten.dialog.ServiceResource;
import dev.dialogporten.dialog.value.Parties;
import dev.dialogporten.refresh.JsonEntries;
import dev.dialogporten.refresh.JsonEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which person may do what for which party. Immutable.
 *
 * @param byPerson rules by person URN; {@link #ANYBODY} holds those for every person
 */
record AccessRules(Map<String, List<Rule>> byPerson) {
  static final String ANYBODY = "*";

  private static final Set<String> MEMBERS = Set.of("person", "party", "resources", "actions");

  /**
   * @param party URN in lower case, or {@link EndUserAccess#ANY_PARTY}
   * @param resources URNs in lower case; empty means every resource
   * @param actions names; empty means every action
   */
  record Rule(String party, Set<String> resources, Set<String> actions) {
    Rule {
      resources = Set.copyOf(resources);
      actions = Set.copyOf(actions);
    }

    boolean covers(String partyUrn, String resource) {
      return (party.equals(EndUserAccess.ANY_PARTY) || party.equals(partyUrn))
          && (resources.isEmpty() || resources.contains(resource));
    }

    boolean permits(String action) {
      return actions.isEmpty() || actions.contains(action);
    }

    /** Personal numbers stay out of logs. */
    @Override
    public String toString() {
      return "Rule[" + resources + ", " + actions + "]";
    }
  }

  @Override
  public String toString() {
    return "AccessRules[" + byPerson.size() + " persons]";
  }

  List<Rule> of(String personUrn) {
    List<Rule> own = byPerson.getOrDefault(personUrn, List.of());
    List<Rule> shared = byPerson.getOrDefault(ANYBODY, List.of());
    if (own.isEmpty() || shared.isEmpty()) {
      return own.isEmpty() ? shared : own;
    }
    List<Rule> both = new ArrayList<>(own);
    both.addAll(shared);
    return both;
  }

  /**
   * @throws IllegalArgumentException naming file, line and member of each fault
   */
  static AccessRules parse(String file, String text) {
    JsonEntries entries = new JsonEntries(file);
    Map<String, List<Rule>> byPerson = new HashMap<>();
    for (JsonEntry entry : entries.readArray(text)) {
      entry.allowOnly(MEMBERS);
      Rule rule = new Rule(party(entry), resources(entry), Set.copyOf(entry.texts("actions")));
      byPerson.computeIfAbsent(person(entry), key -> new ArrayList<>()).add(rule);
    }
    entries.throwIfFaulty();
    byPerson.replaceAll((person, rules) -> List.copyOf(rules));
    return new AccessRules(Map.copyOf(byPerson));
  }

  private static String person(JsonEntry entry) {
    String person = entry.text("person");
    if (!person.isEmpty()
        && !person.equals(ANYBODY)
        && !(person.startsWith(Parties.PERSON) && Parties.isValid(person))) {
      entry.fault("person", "must be * or " + Parties.PERSON + " and a valid number");
    }
    return person;
  }

  private static String party(JsonEntry entry) {
    String party = entry.text("party");
    if (!party.isEmpty() && !party.equals(EndUserAccess.ANY_PARTY) && !Parties.isValid(party)) {
      entry.fault("party", "must be * or a valid person or organisation URN");
    }
    return party.toLowerCase(Locale.ROOT);
  }

  private static Set<String> resources(JsonEntry entry) {
    Set<String> resources = new HashSet<>();
    for (String urn : entry.texts("resources")) {
      String lower = urn.toLowerCase(Locale.ROOT);
      if (!lower.startsWith(ServiceResource.PREFIX)) {
        entry.fault("resources", "must hold names that start with " + ServiceResource.PREFIX);
      }
      resources.add(lower);
    }
    return resources;
  }
}

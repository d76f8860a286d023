package dev.dialogporten.registry;

import dev.dialogporten.dialog.EndUserAccess;
import dev.dialogporten.dialog.ServiceResource;
import dev.dialogporten.refresh.Polled;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** End user access as a file says: what no rule grants is refused. */
final class FileEndUserAccess implements EndUserAccess {
  private final Polled<AccessRules> rules;

  FileEndUserAccess(Polled<AccessRules> rules) {
    this.rules = rules;
  }

  @Override
  public boolean mayAccess(String personUrn, String party, String serviceResource) {
    return rules.latest().of(personUrn).stream()
        .anyMatch(rule -> rule.covers(party, serviceResource));
  }

  /** An attribute that names a resource is decided on that one, any other on the main resource. */
  @Override
  public boolean mayPerform(
      String personUrn,
      String party,
      String serviceResource,
      String action,
      String authorizationAttribute) {
    String attribute =
        authorizationAttribute == null ? "" : authorizationAttribute.toLowerCase(Locale.ROOT);
    String resource = attribute.startsWith(ServiceResource.PREFIX) ? attribute : serviceResource;
    return rules.latest().of(personUrn).stream()
        .anyMatch(rule -> rule.covers(party, resource) && rule.permits(action));
  }

  @Override
  public Set<Grant> grantsOf(String personUrn) {
    Map<String, Set<String>> byParty = new HashMap<>();
    Set<String> whole = new HashSet<>();
    for (AccessRules.Rule rule : rules.latest().of(personUrn)) {
      byParty.computeIfAbsent(rule.party(), party -> new HashSet<>()).addAll(rule.resources());
      if (rule.resources().isEmpty()) {
        whole.add(rule.party());
      }
    }
    return byParty.entrySet().stream()
        .map(e -> new Grant(e.getKey(), whole.contains(e.getKey()) ? Set.of() : e.getValue()))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public boolean isUnrestricted() {
    return false;
  }
}

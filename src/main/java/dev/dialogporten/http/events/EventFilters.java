package dev.dialogporten.http.events;

import dev.dialogporten.dialog.ServiceResource;
import dev.dialogporten.dialog.value.Parties;
import dev.dialogporten.event.EventFilter;
import dev.dialogporten.http.exchange.ApiRequest;
import dev.dialogporten.http.exchange.Values;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads which events somebody wants, from a query or from a body. */
final class EventFilters {
  private static final int MOST = 100;
  private static final int MOST_LETTERS = 255;
  private static final int MOST_SHOWN = 100;
  private static final Pattern TYPE = Pattern.compile("[a-z0-9.-]{0,100}\\*?");

  private EventFilters() {}

  /** Every fault is noted under the name given for its member. */
  static EventFilter of(
      Faults faults,
      String type,
      List<String> types,
      String resource,
      List<String> resources,
      String party,
      List<String> parties,
      String dialogId,
      List<String> dialogIds) {
    bound(faults, type, types);
    bound(faults, resource, resources);
    bound(faults, party, parties);
    bound(faults, dialogId, dialogIds);
    for (String text : types) {
      if (text.isEmpty() || !TYPE.matcher(text).matches()) {
        faults.add(
            type,
            "'" + shortened(text) + "' is neither an event type nor the beginning of one and *.");
      }
    }
    return new EventFilter(
        new LinkedHashSet<>(types),
        resources(faults, resource, resources),
        parties(faults, party, parties),
        ids(faults, dialogId, dialogIds));
  }

  /** The organisation whose events the caller may see: its own, whatever else it may do. */
  static String ownOrg(ApiRequest request) {
    String org = request.caller().organizationCode();
    if (org == null) {
      throw forbidden();
    }
    return org;
  }

  private static ProblemException forbidden() {
    String text = "The organisation is not registered as a service owner.";
    return Problem.of(ProblemType.FORBIDDEN, "Forbidden", text).toException();
  }

  private static void bound(Faults faults, String key, List<String> values) {
    if (values.size() > MOST) {
      faults.add(key, "'" + key + "' must have " + MOST + " values or fewer.");
    }
  }

  /** What cannot be one would silently never match. */
  private static Set<String> resources(Faults faults, String key, List<String> texts) {
    Set<String> resources = new LinkedHashSet<>();
    for (String text : texts) {
      String resource = text.toLowerCase(Locale.ROOT);
      resources.add(resource);
      boolean named = resource.length() > ServiceResource.PREFIX.length();
      if (!named || !resource.startsWith(ServiceResource.PREFIX) || text.length() > MOST_LETTERS) {
        faults.add(key, "'" + shortened(text) + "' is not a service resource.");
      }
    }
    return resources;
  }

  private static Set<String> parties(Faults faults, String key, List<String> texts) {
    Set<String> parties = new LinkedHashSet<>();
    for (String text : texts) {
      Optional<String> party =
          text.length() > MOST_LETTERS ? Optional.empty() : Parties.normalized(text);
      party.ifPresent(parties::add);
      if (party.isEmpty()) {
        faults.add(key, "'" + shortened(text) + "' is not a valid party.");
      }
    }
    return parties;
  }

  private static Set<UUID> ids(Faults faults, String key, List<String> texts) {
    List<UUID> ids = new ArrayList<>();
    for (String text : texts) {
      Optional<UUID> id = Values.uuid(text);
      if (id.isEmpty()) {
        faults.add(key, "'" + shortened(text) + "' is not a valid UUID.");
      }
      id.ifPresent(ids::add);
    }
    return Set.copyOf(ids);
  }

  private static String shortened(String text) {
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
  }
}

package dev.dialogporten.http.search;

import dev.dialogporten.dialog.search.Period;
import dev.dialogporten.dialog.value.Parties;
import dev.dialogporten.dialog.value.Uris;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules on parameters of searches; collects what is violated. */
final class SearchRules {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;

  private final Faults faults = new Faults();

  Faults faults() {
    return faults;
  }

  /** Throws a {@code ProblemException} with every violation. */
  void check() {
    faults.throwIfAny(ProblemType.VALIDATION);
  }

  /** The size of a page; null for the default. */
  int limit(Integer limit) {
    int size = limit == null ? DEFAULT_LIMIT : limit;
    if (size < 1 || size > MAX_LIMIT) {
      faults.add("limit", "'limit' must be at least 1 and at most " + MAX_LIMIT + ".");
    }
    return size;
  }

  void count(String name, List<String> values, int max) {
    if (values.size() > max) {
      faults.add(
          name + ".Count",
          "'" + name + "' has " + values.size() + " values. The Maximum is " + max + ".");
    }
  }

  /** The stored form of the valid ones. */
  List<String> parties(String name, List<String> values) {
    List<String> parties = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      Optional<String> party = Parties.normalized(values.get(i));
      party.ifPresent(parties::add);
      if (party.isEmpty()) {
        faults.add(name + "[" + i + "]", "'" + values.get(i) + "' is not a valid party.");
      }
    }
    return parties;
  }

  /**
   * @param text a URI reference (RFC 3986), or null
   */
  String uri(String name, String text, int maxLength) {
    if (text != null && text.length() > maxLength) {
      faults.add(name, "'" + name + "' must have " + maxLength + " or fewer characters.");
    }
    if (text != null && !Uris.isWellFormed(text)) {
      faults.add(name, "'" + name + "' is not a well-formed URI.");
    }
    return text;
  }

  void ordered(Period period, String name) {
    if (period.isReversed()) {
      faults.add(name, "'" + name + "' must not be later than the end of the period.");
    }
  }
}

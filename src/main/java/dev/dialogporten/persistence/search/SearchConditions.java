package dev.dialogporten.persistence.search;

import dev.dialogporten.dialog.DialogStatus;
import dev.dialogporten.dialog.SystemLabel;
import dev.dialogporten.dialog.search.DeletedFilter;
import dev.dialogporten.dialog.search.DialogSearch;
import dev.dialogporten.dialog.search.DialogSearch.Filters;
import dev.dialogporten.dialog.search.DialogSearch.Periods;
import dev.dialogporten.dialog.search.LabelPattern;
import dev.dialogporten.dialog.search.Period;
import dev.dialogporten.dialog.search.Reach;
import dev.dialogporten.dialog.search.SearchText;
import java.util.ArrayList;
import java.util.List;

/**
 * The conditions of a search on {@code dialog d}, and on {@code dialog_order o} where that is
 * joined.
 */
final class SearchConditions {
  /** The most that a dialog can have. */
  private static final int MOST_LABELS = 20;

  private static final int JOINED_LABELS = 4;

  private final Parameters parameters;
  private final List<String> conditions = new ArrayList<>();

  private SearchConditions(Parameters parameters) {
    this.parameters = parameters;
  }

  static String of(DialogSearch search, SearchOrder order, Parameters parameters) {
    SearchConditions made = new SearchConditions(parameters);
    made.org(search.org(), order);
    made.filters(search.filters(), order);
    made.labels(search.filters());
    made.periods(search.periods(), order);
    if (search.reach() != null) {
      made.reach(search.reach(), order);
    }
    if (search.text() != null) {
      made.text(search.text());
    }
    return String.join("\n    AND ", made.conditions);
  }

  /**
   * The organisation is looked for where an index leads with it. Saying it of both tables when one
   * is enough would make the planner expect too few rows.
   */
  private void org(String org, SearchOrder order) {
    String value = parameters.text(org);
    if (order.joinsOrderTable()) {
      conditions.add("o.org = " + value);
    }
    if (order.usesDialogIndex()) {
      conditions.add("d.org = " + value);
    }
  }

  private void filters(Filters filters, SearchOrder order) {
    if (order.joinsOrderTable()) {
      keyed("resource_key", "d.service_resource", filters.serviceResources());
      keyed("party_key", "d.party", filters.parties());
      state(filters);
    } else {
      anyText("d.service_resource", filters.serviceResources());
      anyText("d.party", filters.parties());
      status(filters);
    }
    anyText("d.extended_status", filters.extendedStatuses());
    equal("d.external_reference", filters.externalReference());
    equal("d.process", filters.process());
    if (filters.excludeApiOnly()) {
      conditions.add("NOT d.is_api_only");
    }
  }

  private void status(Filters filters) {
    if (!filters.statuses().isEmpty()) {
      conditions.add("d.status = ANY (" + parameters.numbers(numbers(filters)) + ")");
    }
    switch (filters.deleted()) {
      case Exclude -> conditions.add("d.deleted_at IS NULL");
      case Only -> conditions.add("d.deleted_at IS NOT NULL");
      case Include -> {}
    }
  }

  /** Status and deletion in one: the state of what is deleted is 0, of all others their status. */
  private void state(Filters filters) {
    List<Integer> states = new ArrayList<>();
    if (filters.deleted() != DeletedFilter.Only) {
      states.addAll(numbers(filters));
    }
    boolean anyStatus = filters.statuses().isEmpty();
    if (filters.deleted() == DeletedFilter.Exclude && anyStatus) {
      conditions.add("o.state > 0");
      return;
    }
    if (filters.deleted() != DeletedFilter.Exclude && !anyStatus) {
      conditions.add(holds("d.status = ANY (" + parameters.numbers(numbers(filters)) + ")"));
    }
    if (filters.deleted() == DeletedFilter.Include && anyStatus) {
      return;
    }
    if (filters.deleted() != DeletedFilter.Exclude) {
      states.add(0);
    }
    anyNumber("o.state", states);
  }

  private static List<Integer> numbers(Filters filters) {
    return filters.statuses().stream().map(DialogStatus::number).toList();
  }

  private void labels(Filters filters) {
    if (filters.isContentSeen() != null) {
      String marked =
          "(d.system_label_mask & "
              + parameters.number(SystemLabel.MarkedAsUnopened.bit())
              + ") <> 0";
      conditions.add(
          filters.isContentSeen()
              ? "d.content_seen AND NOT " + holds(marked)
              : "(NOT d.content_seen OR " + holds(marked) + ")");
    }
    if (!filters.allLabels().isEmpty()) {
      String mask = parameters.number(mask(filters.allLabels()));
      conditions.add("(d.system_label_mask & " + mask + ") = " + mask);
    }
    if (!filters.anyLabel().isEmpty()) {
      String mask = parameters.number(mask(filters.anyLabel()));
      conditions.add("(d.system_label_mask & " + mask + ") <> 0");
    }
    ownerLabels(LabelPattern.strongest(filters.labelPatterns()));
  }

  /**
   * A dialog has a bounded number of labels, so no dialog has more. PostgreSQL plans the first few
   * as joins, which takes longer with each, and looks for the others in what is left.
   */
  private void ownerLabels(List<LabelPattern> patterns) {
    if (patterns.size() > MOST_LABELS) {
      conditions.add("false");
      return;
    }
    for (int i = 0; i < patterns.size(); i++) {
      LabelPattern pattern = patterns.get(i);
      conditions.add(
          "EXISTS (SELECT 1 FROM service_owner_label l WHERE l.dialog_id = d.id AND l.value "
              + (pattern.isPrefix() ? "^@ " : "= ")
              + parameters.text(pattern.text())
              + (i < JOINED_LABELS ? ")" : " OFFSET 0)"));
    }
  }

  private void periods(Periods periods, SearchOrder order) {
    period("d.created_at", periods.created());
    period(order.updatedAt(), periods.updated());
    period(order.contentUpdatedAt(), periods.contentUpdated());
    period("d.due_at", periods.due());
    period("d.visible_from", periods.visible());
    if (periods.visibleBy() != null) {
      conditions.add(
          "(d.visible_from IS NULL OR d.visible_from <= "
              + parameters.time(periods.visibleBy())
              + ")");
    }
  }

  private void reach(Reach reach, SearchOrder order) {
    List<String> parties = reach.pairs().stream().map(Reach.Pair::party).toList();
    String whole = parameters.texts(reach.parties());
    String ofPairs = parameters.texts(parties);
    String resources =
        parameters.texts(reach.pairs().stream().map(Reach.Pair::serviceResource).toList());
    String within =
        "(d.party = ANY ("
            + whole
            + ") OR (d.party, d.service_resource) IN (SELECT * FROM unnest("
            + ofPairs
            + ", "
            + resources
            + ")) OR d.service_resource = ANY ("
            + parameters.texts(reach.serviceResources())
            + "))";
    // Where a party must be one of some, this is said first: it is what an index can serve.
    if (reach.allParties().isEmpty()) {
      conditions.add(holds(within));
    } else if (order.joinsOrderTable()) {
      anyNumber("o.party_key", keys(reach.allParties()));
      conditions.add(holds(within));
    } else {
      conditions.add("d.party = ANY (" + whole + " || " + ofPairs + ")");
      conditions.add(within);
    }
  }

  /** A query without indexable words, once stop words are gone, matches nothing. */
  private void text(SearchText text) {
    String query =
        "websearch_to_tsquery("
            + parameters.text(text.language().configuration())
            + "::regconfig, "
            + parameters.text(text.query())
            + ")";
    conditions.add("querytree(" + query + ") NOT IN ('', 'T')");
    conditions.add(
        "d.id IN (SELECT x.dialog_id FROM dialog_text x WHERE x.document @@ " + query + ")");
  }

  /** By the key in {@code dialog_order}; the value itself is compared because keys may collide. */
  private void keyed(String key, String column, List<String> values) {
    if (!values.isEmpty()) {
      anyNumber("o." + key, keys(values));
      conditions.add(holds(column + " = ANY (" + parameters.texts(values) + ")"));
    }
  }

  private static List<Integer> keys(List<String> values) {
    return values.stream().map(SearchKey::of).toList();
  }

  /**
   * A condition that the planner is not to make a guess of, such as one that only repeats another.
   * It would take both for independent, expect far too few rows, and walk no order at all.
   */
  private static String holds(String condition) {
    return "coalesce(" + condition + ", false)";
  }

  private void anyNumber(String column, List<Integer> values) {
    if (values.size() == 1) {
      conditions.add(column + " = " + parameters.number(values.get(0)));
    } else {
      conditions.add(column + " = ANY (" + parameters.numbers(values) + ")");
    }
  }

  private void anyText(String column, List<String> values) {
    if (values.size() == 1) {
      equal(column, values.get(0));
    } else if (!values.isEmpty()) {
      conditions.add(column + " = ANY (" + parameters.texts(values) + ")");
    }
  }

  private void equal(String column, String value) {
    if (value != null) {
      conditions.add(column + " = " + parameters.text(value));
    }
  }

  private void period(String column, Period period) {
    if (period.after() != null) {
      conditions.add(column + " >= " + parameters.time(period.after()));
    }
    if (period.before() != null) {
      conditions.add(column + " <= " + parameters.time(period.before()));
    }
  }

  private static int mask(List<SystemLabel> labels) {
    return labels.stream().mapToInt(SystemLabel::bit).reduce(0, (a, b) -> a | b);
  }
}

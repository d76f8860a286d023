package dev.dialogporten.persistence.search;

import dev.dialogporten.dialog.DialogStatus;
import dev.dialogporten.dialog.search.DeletedFilter;
import dev.dialogporten.dialog.search.DialogSearch;
import dev.dialogporten.dialog.search.DialogSearch.Filters;
import dev.dialogporten.dialog.search.OrderKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Two ways to a page of few among many. When few dialogs meet a condition, all of them are fetched
 * and sorted; when many do, the order is walked until the page is full. PostgreSQL cannot foresee
 * which is the shorter: what it knows of a condition and of an order it takes for independent. So
 * both ways are in the statement, and a count that stops early decides which one is run.
 *
 * @param with what counts, in front of the statement
 * @param conditions one per way
 */
record SearchWays(String with, List<String> conditions) {

  /** Fetching more of a party takes longer than walking past all others until a page is full. */
  private static final int FEW_OF_PARTY = 1000;

  /** The same of those that an index of the narrow table finds, which is quicker. */
  private static final int FEW_OF_KEYS = 4000;

  private static final SearchWays ONE = new SearchWays("", List.of("true"));

  static SearchWays of(DialogSearch search, SearchOrder order, Parameters parameters) {
    List<String> reached = search.reach() == null ? List.of() : search.reach().allParties();
    List<String> parties = reached.isEmpty() ? search.filters().parties() : reached;
    if (!parties.isEmpty()) {
      // On dialog alone the planner's guess is good: there is but one condition to guess at.
      return order.joinsOrderTable() ? ofParties(search.org(), parties, parameters) : ONE;
    }
    return ofKeys(search, order, parameters);
  }

  private static SearchWays ofParties(String org, List<String> parties, Parameters parameters) {
    String condition =
        "f.org = "
            + parameters.text(org)
            + " AND f.party = ANY ("
            + parameters.texts(parties)
            + ")";
    return either("dialog f", condition, FEW_OF_PARTY);
  }

  private static SearchWays ofKeys(DialogSearch search, SearchOrder order, Parameters parameters) {
    List<Integer> resources =
        search.filters().serviceResources().stream().map(SearchKey::of).toList();
    List<Integer> states = states(search.filters());
    boolean inOrder =
        search.order().terms().get(0).key() == OrderKey.contentUpdatedAt
            && (resources.size() == 1 || states.size() == 1);
    boolean byResource = !resources.isEmpty() && order.joinsOrderTable();
    if (inOrder || (states.isEmpty() && !byResource)) {
      return ONE;
    }
    List<String> conditions = new ArrayList<>();
    conditions.add("f.org = " + parameters.text(search.org()));
    if (!states.isEmpty()) {
      conditions.add("f.state = ANY (" + parameters.numbers(states) + ")");
    }
    if (byResource) {
      conditions.add("f.resource_key = ANY (" + parameters.numbers(resources) + ")");
    }
    return either("dialog_order f", String.join(" AND ", conditions), FEW_OF_KEYS);
  }

  /** States that the search is limited to, in {@code dialog_order}; empty for nearly all. */
  private static List<Integer> states(Filters filters) {
    List<Integer> states = new ArrayList<>();
    if (filters.deleted() != DeletedFilter.Only) {
      filters.statuses().stream().map(DialogStatus::number).forEach(states::add);
    }
    boolean live = filters.deleted() == DeletedFilter.Exclude;
    boolean all = filters.deleted() == DeletedFilter.Include && filters.statuses().isEmpty();
    if (!live && !all) {
      states.add(0);
    }
    return states;
  }

  private static SearchWays either(String table, String condition, int few) {
    String with =
        "WITH few AS MATERIALIZED (\n  SELECT f.id FROM "
            + table
            + " WHERE "
            + condition
            + " LIMIT "
            + (few + 1)
            + "\n)\n";
    String count = "(SELECT count(*) FROM few)";
    return new SearchWays(
        with,
        List.of(
            count + " <= " + few + " AND d.id IN (SELECT few.id FROM few)", count + " > " + few));
  }
}

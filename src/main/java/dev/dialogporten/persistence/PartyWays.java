package dev.dialogporten.persistence;

import dev.dialogporten.dialog.search.DialogSearch;
import java.util.List;

/**
 * Two ways to a page of some parties' dialogs. When there are few of them, they are all fetched and
 * sorted; when there are many, the order is walked until the page is full. PostgreSQL cannot
 * foresee which is the shorter: what it knows of party and order it takes for independent. So both
 * ways are in the statement, and a count that stops early decides which one is run.
 */
record PartyWays(String with, List<String> conditions) {

  /** Fetching so many takes about as long as walking past all others until a page is full. */
  private static final int FEW = 1000;

  /** One way, without a condition, where there are no parties to go by or no order to walk. */
  static PartyWays of(DialogSearch search, SearchOrder order, Parameters parameters) {
    List<String> parties = parties(search);
    if (parties.isEmpty() || !order.joinsOrderTable()) {
      return new PartyWays("", List.of("true"));
    }
    String with =
        "WITH few AS MATERIALIZED (\n  SELECT f.id FROM dialog f WHERE f.org = "
            + parameters.text(search.org())
            + " AND f.party = ANY ("
            + parameters.texts(parties)
            + ") LIMIT "
            + (FEW + 1)
            + "\n)\n";
    String count = "(SELECT count(*) FROM few)";
    return new PartyWays(
        with,
        List.of(
            count + " <= " + FEW + " AND d.id IN (SELECT few.id FROM few)", count + " > " + FEW));
  }

  private static List<String> parties(DialogSearch search) {
    return search.reach() == null ? search.filters().parties() : search.reach().allParties();
  }
}

package dev.dialogporten.persistence;

import dev.dialogporten.dialog.search.OrderBy;
import dev.dialogporten.dialog.search.OrderBy.Term;
import dev.dialogporten.dialog.search.OrderKey;
import dev.dialogporten.dialog.search.PagePosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The conditions for dialogs that come after a position. Each begins with a plain bound on the
 * first key, so that an index on it is entered at the position and not at its end. NULLs of the
 * first key are a condition of their own, because no bound covers both them and values. As in
 * PostgreSQL, NULLs are the greatest values.
 */
final class Keyset {
  private final List<Term> terms;
  private final PagePosition position;
  private final Function<OrderKey, String> column;
  private final List<String> values = new ArrayList<>();

  /**
   * @param column where a key is found
   */
  Keyset(
      OrderBy order, PagePosition position, Function<OrderKey, String> column, Parameters values) {
    this.terms = order.terms();
    this.position = position;
    this.column = column;
    for (Instant time : position.times()) {
      this.values.add(time == null ? null : values.time(time));
    }
    this.values.add(values.id(position.id()));
  }

  /** Conditions that exclude each other; a dialog after the position meets one of them. */
  List<String> branches() {
    Term first = terms.get(0);
    String key = column(0);
    if (position.times().get(0) == null) {
      String equal = key + " IS NULL AND (" + after(1) + ")";
      return first.descending() ? List.of(equal, key + " IS NOT NULL") : List.of(equal);
    }
    String bounded = boundedBranch();
    return first.key().isNullable() && !first.descending()
        ? List.of(bounded, key + " IS NULL")
        : List.of(bounded);
  }

  private String boundedBranch() {
    boolean oneDirection =
        terms.stream().allMatch(term -> term.descending() == terms.get(0).descending());
    boolean nullsAhead = terms.stream().skip(1).anyMatch(term -> term.key().isNullable());
    if (oneDirection && !nullsAhead) {
      // A row comparison enters an index on all the keys right at the position, ties included.
      return "("
          + String.join(", ", columns())
          + ")"
          + sign(0)
          + "("
          + String.join(", ", values)
          + ")";
    }
    // No equality and no strict order in the bound: both are decided by what follows.
    return column(0)
        + sign(0).strip()
        + "= "
        + values.get(0)
        + " AND ("
        + strict(0)
        + orEqual(0)
        + ")";
  }

  /** Comes later by the terms from this one on. */
  private String after(int i) {
    return strict(i) + (i + 1 < terms.size() ? orEqual(i) : "");
  }

  private String orEqual(int i) {
    String equal = values.get(i) == null ? " IS NULL" : " = " + values.get(i);
    return " OR (" + column(i) + equal + " AND (" + after(i + 1) + "))";
  }

  private String strict(int i) {
    boolean descending = terms.get(i).descending();
    if (values.get(i) == null) {
      return descending ? column(i) + " IS NOT NULL" : "false";
    }
    String strict = column(i) + sign(i) + values.get(i);
    boolean nullsFollow = terms.get(i).key().isNullable() && !descending;
    return nullsFollow && i > 0 ? "(" + strict + " OR " + column(i) + " IS NULL)" : strict;
  }

  private String sign(int i) {
    return terms.get(i).descending() ? " < " : " > ";
  }

  private String column(int i) {
    return column.apply(terms.get(i).key());
  }

  private List<String> columns() {
    return terms.stream().map(term -> column.apply(term.key())).toList();
  }
}

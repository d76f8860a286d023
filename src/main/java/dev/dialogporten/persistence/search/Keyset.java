package dev.dialogporten.persistence.search;

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

  /**
   * Some of the dialogs that come after the position.
   *
   * @param isWithoutFirst whether they are those without a value for the first key
   */
  record Branch(String condition, boolean isWithoutFirst) {}

  /** Branches that exclude each other; a dialog after the position is in one of them. */
  List<Branch> branches() {
    Term first = terms.get(0);
    if (position.times().get(0) == null) {
      Branch without = without(column(0), " AND (" + after(1) + ")");
      return first.descending() ? List.of(without, with(column(0))) : List.of(without);
    }
    List<Branch> branches = new ArrayList<>();
    bounded().forEach(condition -> branches.add(new Branch(condition, false)));
    if (first.key().isNullable() && !first.descending()) {
      branches.add(without(column(0), ""));
    }
    return branches;
  }

  /** As {@link #branches} when there is no position: all dialogs. */
  static List<Branch> all(OrderBy order, Function<OrderKey, String> column) {
    OrderKey first = order.terms().get(0).key();
    return first.isNullable()
        ? List.of(with(column.apply(first)), without(column.apply(first), ""))
        : List.of(new Branch("true", false));
  }

  private static Branch with(String key) {
    return new Branch(key + " IS NOT NULL", false);
  }

  private static Branch without(String key, String condition) {
    return new Branch(key + " IS NULL" + condition, true);
  }

  private List<String> bounded() {
    boolean oneDirection =
        terms.stream().allMatch(term -> term.descending() == terms.get(0).descending());
    boolean nullsAhead = terms.stream().skip(1).anyMatch(term -> term.key().isNullable());
    if (oneDirection && !nullsAhead) {
      // A row comparison enters an index on all the keys right at the position, ties included.
      return List.of(
          "("
              + String.join(", ", columns())
              + ")"
              + sign(0)
              + "("
              + String.join(", ", values)
              + ")");
    }
    // Apart, so that each is one range of an index: very many dialogs may be due on the same day.
    return List.of(column(0) + " = " + values.get(0) + " AND (" + after(1) + ")", strict(0));
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

package dev.dialogporten.persistence.search;

import dev.dialogporten.dialog.search.DialogSearch;
import dev.dialogporten.dialog.search.OrderBy;
import dev.dialogporten.dialog.search.OrderBy.Term;
import dev.dialogporten.dialog.search.OrderKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the keys of an order are found. The two points in time that move with every update are kept
 * in {@code dialog_order}, which is joined only by searches that ask for them.
 */
public final class SearchOrder {
  private final OrderBy order;
  private final boolean joinsOrderTable;
  private final boolean usesDialogIndex;

  public SearchOrder(DialogSearch search) {
    this.order = search.order();
    this.joinsOrderTable =
        order.has(OrderKey.updatedAt)
            || order.has(OrderKey.contentUpdatedAt)
            || !search.periods().updated().isOpen()
            || !search.periods().contentUpdated().isOpen();
    this.usesDialogIndex =
        !joinsOrderTable
            || order.has(OrderKey.createdAt)
            || order.has(OrderKey.dueAt)
            || !search.periods().created().isOpen()
            || !search.periods().due().isOpen();
  }

  boolean joinsOrderTable() {
    return joinsOrderTable;
  }

  /** Whether an index of {@code dialog} that leads with the organisation may be of use. */
  boolean usesDialogIndex() {
    return usesDialogIndex;
  }

  public String source() {
    return joinsOrderTable ? "dialog_order o JOIN dialog d ON d.id = o.id" : "dialog d";
  }

  String updatedAt() {
    return joinsOrderTable ? "o.updated_at" : "d.updated_at";
  }

  String contentUpdatedAt() {
    return joinsOrderTable ? "o.content_updated_at" : "d.content_updated_at";
  }

  /** The id is taken from the table of the first key, whose index it ends. */
  String column(OrderKey key) {
    return switch (key) {
      case createdAt -> "d.created_at";
      case dueAt -> "d.due_at";
      case updatedAt -> updatedAt();
      case contentUpdatedAt -> contentUpdatedAt();
      case id -> column(order.terms().get(0).key()).startsWith("o.") ? "o.id" : "d.id";
    };
  }

  /** {@code ORDER BY} of the columns themselves. */
  public String byColumns() {
    return byColumnsFrom(0);
  }

  /**
   * The same among dialogs of which none has a value for the first key: an index need not either.
   */
  String byOtherColumns() {
    return byColumnsFrom(1);
  }

  private String byColumnsFrom(int first) {
    List<Term> terms = order.terms().subList(first, order.terms().size());
    return by(terms, terms.stream().map(term -> column(term.key())).toList());
  }

  /** {@code ORDER BY} of the names that {@link #selected} gives to the columns. */
  String byNames(String prefix) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < order.terms().size(); i++) {
      names.add(prefix + "k" + i);
    }
    return by(order.terms(), names);
  }

  /** The keys as a select list: {@code k0}, {@code k1} and so on; the last is the id. */
  String selected() {
    List<String> columns = new ArrayList<>();
    for (Term term : order.terms()) {
      columns.add(column(term.key()) + " AS k" + columns.size());
    }
    return String.join(", ", columns);
  }

  /** The name of the id in {@link #selected}. */
  String idName() {
    return "k" + (order.terms().size() - 1);
  }

  private static String by(List<Term> terms, List<String> columns) {
    List<String> criteria = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      criteria.add(columns.get(i) + (terms.get(i).descending() ? " DESC" : " ASC"));
    }
    return "ORDER BY " + String.join(", ", criteria);
  }
}

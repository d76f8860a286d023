package dev.dialogporten.persistence.search;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.SystemLabels;
import dev.dialogporten.dialog.search.DialogSearch;
import dev.dialogporten.dialog.search.EndUserContextHit;
import dev.dialogporten.dialog.search.SearchHit;
import dev.dialogporten.persistence.read.DialogDetailsReader;
import dev.dialogporten.persistence.rows.DialogRows;
import dev.dialogporten.persistence.search.Keyset.Branch;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * Search statements and their parameters, built together; values are always parameters. A statement
 * first picks the ids of one page, one more than it holds, and only then reads what lists show of
 * them.
 */
public record DialogSearchSql(String text, Tuple parameters) {

  private static final String FOUND_COLUMNS =
      """
      , (SELECT count(*)::int FROM json_array_elements(d.attachments) a
          WHERE EXISTS (SELECT 1 FROM json_array_elements(a -> 'urls') u WHERE u ->> 'consumerType' = 'Gui')),
        a.document, s.ids, s.times, s.actors, s.names, s.via, l.labels
      """;

  private static final String FOUND_JOINS =
      """
      LEFT JOIN LATERAL (
        SELECT a.document::text FROM activity a
        WHERE a.dialog_id = d.id AND d.activity_count > 0
        ORDER BY a.created_at DESC, a.id DESC
        LIMIT 1
      ) a ON true
      """
          + DialogDetailsReader.SEEN_AND_LABELS;

  private static final int FIRST = DialogRows.WIDTH;

  public static DialogSearchSql dialogs(DialogSearch search) {
    return page(search, DialogRows.LIST_COLUMNS + FOUND_COLUMNS, FOUND_JOINS);
  }

  public static SearchHit hit(Row row) {
    Dialog dialog = DialogRows.read(row);
    return new SearchHit(
        dialog,
        row.getInteger(FIRST),
        row.getString(FIRST + 1),
        DialogDetailsReader.seen(row, FIRST + 2, dialog.id()),
        DialogDetailsReader.labels(row, FIRST + 7));
  }

  static DialogSearchSql endUserContexts(DialogSearch search) {
    return page(search, "d.id, d.end_user_revision, d.system_labels, d.content_updated_at", "");
  }

  static EndUserContextHit endUserContext(Row row) {
    return new EndUserContextHit(
        row.getUUID(0),
        row.getUUID(1),
        SystemLabels.ofDigits(row.getInteger(2)),
        DialogRows.time(row, 3));
  }

  private static DialogSearchSql page(DialogSearch search, String columns, String joins) {
    Parameters parameters = new Parameters();
    SearchOrder order = new SearchOrder(search);
    SearchWays ways = SearchWays.of(search, order, parameters);
    String text =
        ways.with()
            + "SELECT "
            + columns
            + "\nFROM (\n"
            + picked(search, order, ways, parameters)
            + "\n) p JOIN dialog d ON d.id = p."
            + order.idName()
            + "\n"
            + joins
            + "\n"
            + order.byNames("p.");
    return new DialogSearchSql(text, parameters.values());
  }

  /** Every way to every branch, each in order and no longer than the page; then the best of all. */
  private static String picked(
      DialogSearch search, SearchOrder order, SearchWays ways, Parameters parameters) {
    String conditions = SearchConditions.of(search, order, parameters);
    String limit = "\n  LIMIT " + parameters.number(search.limit() + 1);
    String source = "  SELECT " + order.selected() + "\n  FROM " + order.source() + "\n  WHERE ";
    List<String> branches = new ArrayList<>();
    for (Branch branch : branches(search, order, parameters)) {
      String by = branch.isWithoutFirst() ? order.byOtherColumns() : order.byColumns();
      for (String way : ways.conditions()) {
        List<String> all = List.of(way, conditions, branch.condition());
        branches.add(source + String.join("\n    AND ", all) + "\n  " + by + limit);
      }
    }
    if (branches.size() == 1) {
      return branches.get(0);
    }
    return "  SELECT * FROM ((\n"
        + String.join("\n) UNION ALL (\n", branches)
        + "\n)) u\n  "
        + order.byNames("u.")
        + limit;
  }

  private static List<Branch> branches(
      DialogSearch search, SearchOrder order, Parameters parameters) {
    return search.after() == null
        ? Keyset.all(search.order(), order::column)
        : new Keyset(search.order(), search.after(), order::column, parameters).branches();
  }
}

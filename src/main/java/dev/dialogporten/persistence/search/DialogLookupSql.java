package dev.dialogporten.persistence.search;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.search.InstanceRef;
import dev.dialogporten.dialog.search.SearchQuery.LookUp;
import dev.dialogporten.dialog.search.SearchQuery.LookedUp;
import dev.dialogporten.persistence.read.DialogDetailsReader;
import dev.dialogporten.persistence.rows.DialogRows;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

/** The dialogs a reference may mean. */
record DialogLookupSql(String text, Tuple parameters) {
  private static final String SELECT =
      "SELECT "
          + DialogRows.LIST_COLUMNS
          + """
          , ARRAY(SELECT value FROM service_owner_label WHERE dialog_id = d.id ORDER BY value)
          FROM dialog d
          """;

  private static final String BY_ID = SELECT + "WHERE d.id = $1";

  /** Two are enough to know that the label is not unique. */
  private static final String BY_LABEL =
      SELECT
          + "WHERE d.id IN (SELECT dialog_id FROM service_owner_label WHERE value = $1)"
          + " AND ($2::text IS NULL OR d.org = $2) LIMIT 2";

  static DialogLookupSql of(LookUp query) {
    InstanceRef ref = query.ref();
    return ref.dialogId() != null
        ? new DialogLookupSql(BY_ID, Tuple.of(ref.dialogId()))
        : new DialogLookupSql(BY_LABEL, Tuple.of(ref.label(), query.org()));
  }

  static LookedUp lookedUp(Row row) {
    Dialog dialog = DialogRows.read(row);
    return new LookedUp(dialog, DialogDetailsReader.labels(row, DialogRows.WIDTH));
  }
}

package dev.dialogporten.persistence;

import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.search.DialogTexts;
import dev.dialogporten.dialog.search.IndexedText;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * One step of {@link TextIndexer}, within a transaction: some changes followed, the cursor moved.
 */
final class TextIndexStep {
  /** Changes in one step: bounds the transaction, and what is repeated after a crash. */
  private static final int CHANGES = 500;

  /** Dialogs whose texts are in memory at the same time. */
  private static final int DIALOGS = 20;

  private static final int TEXT_MEMBERS =
      ChangedMember.mask(
          Set.of(
              ChangedMember.content,
              ChangedMember.searchTags,
              ChangedMember.attachments,
              ChangedMember.transmissions,
              ChangedMember.activities));

  private final Vertx vertx;
  private final SqlConnection connection;

  TextIndexStep(Vertx vertx, SqlConnection connection) {
    this.vertx = vertx;
    this.connection = connection;
  }

  /** Whether there may be more to do. */
  Future<Boolean> run() {
    return connection
        .query(TextIndexSql.CURSOR)
        .execute()
        .compose(
            cursor ->
                cursor.size() == 0
                    ? Future.succeededFuture(false)
                    : follow(cursor.iterator().next()));
  }

  private Future<Boolean> follow(Row cursor) {
    return connection
        .preparedQuery(TextIndexSql.CHANGES)
        .execute(Tuple.of(cursor.getLong(0), cursor.getLong(1), CHANGES))
        .compose(
            changes ->
                changes.size() == 0
                    ? Future.succeededFuture(false)
                    : index(changes).map(done -> changes.size() == CHANGES));
  }

  private Future<?> index(RowSet<Row> changes) {
    Set<UUID> dialogs = new LinkedHashSet<>();
    Tuple position = Tuple.tuple();
    for (Row change : changes) {
      position = Tuple.of(change.getLong(0), change.getLong(1));
      if (concernsTexts(change)) {
        dialogs.add(change.getUUID(2));
      }
    }
    Tuple last = position;
    return indexAll(List.copyOf(dialogs), 0)
        .compose(done -> connection.preparedQuery(TextIndexSql.ADVANCE).execute(last));
  }

  private static boolean concernsTexts(Row change) {
    return switch (ChangeKind.ofNumber(change.getInteger(3))) {
      case CREATED, PURGED, PURGED_AFTER_DELETE -> true;
      default -> (change.getInteger(4) & TEXT_MEMBERS) != 0;
    };
  }

  private Future<Void> indexAll(List<UUID> dialogs, int from) {
    if (from >= dialogs.size()) {
      return Future.succeededFuture();
    }
    int end = Math.min(from + DIALOGS, dialogs.size());
    UUID[] some = dialogs.subList(from, end).toArray(UUID[]::new);
    return connection
        .preparedQuery(TextIndexSql.SOURCES)
        .execute(Tuple.of(some, DialogTexts.MAX_ELEMENTS))
        .compose(sources -> vertx.executeBlocking(() -> texts(sources)))
        .compose(texts -> store(some, texts))
        .compose(done -> indexAll(dialogs, end));
  }

  private record Found(UUID dialogId, IndexedText text) {}

  private static List<Found> texts(RowSet<Row> sources) {
    List<Found> found = new ArrayList<>();
    for (Row row : sources) {
      DialogTexts.of(
              row.getString(1),
              row.getString(2),
              row.getString(3),
              List.of(row.getArrayOfStrings(4)),
              List.of(row.getArrayOfStrings(5)))
          .forEach(text -> found.add(new Found(row.getUUID(0), text)));
    }
    return found;
  }

  private Future<?> store(UUID[] dialogs, List<Found> texts) {
    Set<UUID> without = new LinkedHashSet<>(List.of(dialogs));
    texts.forEach(found -> without.remove(found.dialogId()));
    Tuple parameters = Tuple.tuple();
    Columns.arrays(texts, parameters)
        .uuid(Found::dialogId)
        .text(found -> found.text().language().configuration())
        .text(found -> String.valueOf(found.text().weight()))
        .text(found -> found.text().text());
    return connection
        .preparedQuery(TextIndexSql.STORE)
        .execute(parameters)
        .compose(
            stored ->
                connection
                    .preparedQuery(TextIndexSql.REMOVE)
                    .execute(Tuple.of(without.toArray(UUID[]::new))));
  }
}

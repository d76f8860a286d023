package dev.dialogporten.persistence.texts;

import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.search.DialogTexts;
import dev.dialogporten.dialog.search.IndexedText;
import dev.dialogporten.persistence.rows.Columns;
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
 * What room the changes leave is used for dialogs that are to be indexed again, if there are any.
 * Events wait for open transactions that have written something, so this one writes last, and
 * little.
 */
public final class TextIndexStep {
  /** Changes in one step at most. */
  private static final int CHANGES = 500;

  /** Dialogs in one step at most: bounds what is in memory, and how long the transaction takes. */
  static final int DIALOGS = 20;

  /** Characters of the JSON of transmissions, and of activities, that are read of one dialog. */
  private static final int APPENDED = 5_000_000;

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
  private final int atOnce;
  private final Set<UUID> without;

  public TextIndexStep(Vertx vertx, SqlConnection connection) {
    this(vertx, connection, DIALOGS, Set.of());
  }

  /**
   * @param atOnce dialogs in this step at most
   * @param without dialogs that are left as they are
   */
  public TextIndexStep(Vertx vertx, SqlConnection connection, int atOnce, Set<UUID> without) {
    this.vertx = vertx;
    this.connection = connection;
    this.atOnce = atOnce;
    this.without = without;
  }

  /** These dialogs, or one of them, could not be indexed. */
  static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient UUID[] dialogs;

    Failed(UUID[] dialogs, Throwable cause) {
      super("texts of dialogs could not be indexed", cause);
      this.dialogs = dialogs;
    }

    UUID[] dialogs() {
      return dialogs;
    }
  }

  /** Whether there may be more to do. */
  public Future<Boolean> run() {
    return connection
        .query(TextIndexSql.LOCK)
        .execute()
        .compose(
            locked ->
                locked.iterator().next().getBoolean(0) ? follow() : Future.succeededFuture(false));
  }

  private Future<Boolean> follow() {
    return connection
        .query(TextIndexSql.CURSOR)
        .execute()
        .map(cursor -> cursor.iterator().next())
        .compose(
            from ->
                connection
                    .preparedQuery(TextIndexSql.CHANGES)
                    .execute(Tuple.of(from.getLong(0), from.getLong(1), CHANGES))
                    .compose(changes -> index(changes, from.getUUID(2))));
  }

  private Future<Boolean> index(RowSet<Row> changes, UUID rebuilt) {
    Set<UUID> dialogs = new LinkedHashSet<>();
    Tuple last = null;
    int followed = 0;
    for (Row change : changes) {
      if (concernsTexts(change) && !without.contains(change.getUUID(2))) {
        if (dialogs.size() == atOnce && !dialogs.contains(change.getUUID(2))) {
          break;
        }
        dialogs.add(change.getUUID(2));
      }
      last = Tuple.of(change.getLong(0), change.getLong(1));
      followed++;
    }
    Tuple position = last;
    boolean more = followed < changes.size() || changes.size() == CHANGES;
    int room = more || rebuilt == null ? 0 : atOnce - dialogs.size();
    return room == 0
        ? indexAndAdvance(dialogs, position).map(done -> more)
        : unchanged(rebuilt, room)
            .compose(
                unchanged -> {
                  unchanged.stream().filter(id -> !without.contains(id)).forEach(dialogs::add);
                  UUID next = unchanged.isEmpty() ? null : unchanged.get(unchanged.size() - 1);
                  return indexAndAdvance(dialogs, position)
                      .compose(done -> update(TextIndexSql.REBUILT, Tuple.of(next)))
                      .map(done -> next != null);
                });
  }

  private Future<List<UUID>> unchanged(UUID after, int room) {
    return connection
        .preparedQuery(TextIndexSql.UNCHANGED)
        .execute(Tuple.of(after, room))
        .map(rows -> rows.stream().map(row -> row.getUUID(0)).toList());
  }

  /**
   * @param position null when no change has been followed
   */
  private Future<?> indexAndAdvance(Set<UUID> dialogs, Tuple position) {
    UUID[] all = dialogs.toArray(UUID[]::new);
    return indexAll(all)
        .recover(failure -> Future.failedFuture(new Failed(all, failure)))
        .compose(done -> update(TextIndexSql.ADVANCE, position));
  }

  private Future<?> update(String sql, Tuple parameters) {
    return parameters == null
        ? Future.succeededFuture()
        : connection.preparedQuery(sql).execute(parameters);
  }

  private static boolean concernsTexts(Row change) {
    return switch (ChangeKind.ofNumber(change.getInteger(3))) {
      case CREATED, PURGED, PURGED_AFTER_DELETE -> true;
      default -> (change.getInteger(4) & TEXT_MEMBERS) != 0;
    };
  }

  private Future<?> indexAll(UUID[] dialogs) {
    if (dialogs.length == 0) {
      return Future.succeededFuture();
    }
    return connection
        .preparedQuery(TextIndexSql.SOURCES)
        .execute(Tuple.of(dialogs, DialogTexts.MAX_ELEMENTS, APPENDED))
        .compose(sources -> vertx.executeBlocking(() -> texts(sources)))
        .compose(texts -> store(dialogs, texts));
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
    Set<UUID> textless = new LinkedHashSet<>(List.of(dialogs));
    texts.forEach(found -> textless.remove(found.dialogId()));
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
                    .execute(Tuple.of(textless.toArray(UUID[]::new))));
  }
}

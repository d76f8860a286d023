package dev.dialogporten.persistence.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.DialogStatus;
import dev.dialogporten.dialog.search.DeletedFilter;
import dev.dialogporten.persistence.Searches;
import dev.dialogporten.persistence.StoredDialogs;
import dev.dialogporten.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the narrow table of searches knows of dialogs, and what it spares them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchOrderTableIT {
  /** An update that only these change must stay within the page, and touch no index of dialog. */
  private static final Set<String> MOVING =
      Set.of("revision", "version", "updated_at", "content_updated_at", "status", "progress");

  private final Vertx vertx = Vertx.vertx();
  private final StoredDialogs dialogs = new StoredDialogs(TestDatabase.shared());
  private Pool pool;

  @BeforeAll
  void open() {
    pool = TestDatabase.shared().pool(vertx, 1);
  }

  @AfterAll
  void close() {
    vertx.close().await();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "urn:altinn:organization:identifier-no:991825827", "a@ø.no", "\uD83D\uDE00"})
  void key_sameInJavaAndSql(String value) {
    assertThat(SearchKey.of(value))
        .isEqualTo(rows("SELECT search_key($1)", Tuple.of(value)).get(0).getInteger(0));
  }

  @Test
  void indexesOfDialog_mentionNoColumnThatMoves() {
    List<Row> columns =
        rows(
            """
            SELECT a.attname FROM pg_index i
            JOIN pg_attribute a ON a.attrelid = i.indrelid
              AND (a.attnum = ANY (i.indkey) OR pg_get_indexdef(i.indexrelid) ~ ('\\m' || a.attname || '\\M'))
            WHERE i.indrelid = 'dialog'::regclass AND a.attnum > 0\
            """,
            Tuple.tuple());

    assertThat(columns)
        .extracting(row -> row.getString(0))
        .contains("id", "due_at")
        .doesNotContainAnyElementsOf(MOVING);
  }

  @Test
  void state_followsStatusAndDeletionWhenNoTimeMoves() throws Exception {
    UUID id = dialogs.insert(Map.of("party", "state", "status", 2));
    assertThat(states("state", DeletedFilter.Exclude, DialogStatus.InProgress)).containsExactly(id);

    dialogs.update(id, "status = 6");
    assertThat(states("state", DeletedFilter.Exclude, DialogStatus.InProgress)).isEmpty();
    assertThat(states("state", DeletedFilter.Exclude, DialogStatus.Completed)).containsExactly(id);

    dialogs.update(id, "deleted_at = now()");
    assertThat(states("state", DeletedFilter.Exclude, DialogStatus.Completed)).isEmpty();
    assertThat(states("state", DeletedFilter.Only, DialogStatus.Completed)).containsExactly(id);
    assertThat(states("state", DeletedFilter.Include, DialogStatus.Completed)).containsExactly(id);
    assertThat(states("state", DeletedFilter.Only, DialogStatus.InProgress)).isEmpty();
    assertThat(states("state", DeletedFilter.Include, DialogStatus.InProgress)).isEmpty();

    dialogs.update(id, "deleted_at = NULL");
    assertThat(states("state", DeletedFilter.Only, DialogStatus.Completed)).isEmpty();
    assertThat(states("state", DeletedFilter.Include, DialogStatus.Completed)).containsExactly(id);
  }

  @Test
  void sameKeyOfAnotherValue_isNotFound() throws Exception {
    UUID id = dialogs.insert(Map.of("party", "key:a", "service_resource", "key:r"));
    UUID other = dialogs.insert(Map.of("party", "key:b", "service_resource", "key:s"));
    rows(
        "UPDATE dialog_order SET party_key = $1, resource_key = $2 WHERE id = $3",
        Tuple.of(SearchKey.of("key:a"), SearchKey.of("key:r"), other));

    assertThat(found(s -> s.parties = List.of("key:a"))).containsExactly(id);
    assertThat(found(s -> s.serviceResources = List.of("key:r"))).containsExactly(id);
  }

  private List<UUID> states(String party, DeletedFilter deleted, DialogStatus status) {
    return found(
        s -> {
          s.parties = List.of(party);
          s.deleted = deleted;
          s.statuses = List.of(status);
        });
  }

  private List<UUID> found(Consumer<Searches> conditions) {
    Searches search = Searches.of(dialogs.org);
    conditions.accept(search);
    DialogSearchSql sql = DialogSearchSql.dialogs(search.build());
    return rows(sql.text(), sql.parameters()).stream().map(row -> row.getUUID(0)).toList();
  }

  private List<Row> rows(String sql, Tuple parameters) {
    List<Row> rows = new ArrayList<>();
    pool.preparedQuery(sql).execute(parameters).await().forEach(rows::add);
    return rows;
  }
}

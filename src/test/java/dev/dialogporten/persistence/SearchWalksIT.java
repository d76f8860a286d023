package dev.dialogporten.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.DialogStatus;
import dev.dialogporten.dialog.search.DeletedFilter;
import dev.dialogporten.dialog.search.OrderBy;
import dev.dialogporten.dialog.search.Page;
import dev.dialogporten.dialog.search.PagePosition;
import dev.dialogporten.dialog.search.Reach;
import dev.dialogporten.dialog.search.Reach.Pair;
import dev.dialogporten.dialog.search.SearchHit;
import dev.dialogporten.persistence.search.DialogSearchSql;
import dev.dialogporten.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Filtered walks through more dialogs than are fetched and sorted at once, in few distinct points
 * in time: whichever way the statement takes, its pages are those of a plain query.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchWalksIT {
  private static final int DIALOGS = 7500;
  private static final int RANDOM_SEARCHES = 40;

  /** Half belong to party 0 and most are completed: more than are fetched at once. */
  private static final String DIALOGS_LIKE_ONE =
      """
      INSERT INTO dialog SELECT (made).* FROM (
        SELECT jsonb_populate_record(d, jsonb_build_object(
          'id', gen_random_uuid(),
          'party', 'party:' || (CASE WHEN i % 2 = 0 THEN 0 ELSE i % 7 END),
          'service_resource', 'resource:' || i % 3,
          'status', (ARRAY[6, 6, 6, 2, 8])[1 + i % 5],
          'deleted_at', CASE WHEN i % 11 = 0 THEN d.created_at END,
          'due_at', CASE WHEN i % 4 = 0 THEN d.created_at + i % 3 * interval '1 second' END,
          'created_at', d.created_at + i % 13 * interval '1 second',
          'updated_at', d.created_at + i % 17 * interval '1 second',
          'content_updated_at', d.created_at + i % 5 * interval '1 second')) AS made
        FROM dialog d, generate_series(1, $2::int) i
        WHERE d.id = $1) all_made\
      """;

  private static final List<String> ORDERS =
      List.of("contentUpdatedAt", "updatedAt_asc", "createdAt_asc,id_asc", "dueAt_asc", "dueAt");

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final Vertx vertx = Vertx.vertx();
  private final StoredDialogs dialogs = new StoredDialogs(TestDatabase.shared());
  private Pool pool;

  @BeforeAll
  void storeDialogs() throws Exception {
    pool = TestDatabase.shared().pool(vertx, 2);
    UUID one = dialogs.insert(Map.of());
    pool.preparedQuery(DIALOGS_LIKE_ONE).execute(Tuple.of(one, DIALOGS)).await();
  }

  @AfterAll
  void close() {
    vertx.close().await();
  }

  @Test
  void filteredPages_equalOnePlainQuery() {
    for (int i = 0; i < RANDOM_SEARCHES; i++) {
      PlainSearch plain = new PlainSearch(dialogs.org);
      OrderBy order = OrderBy.parse(ORDERS.get(i % ORDERS.size())).orElseThrow();
      Searches search = Searches.of(dialogs.org).ordered(order).limit(200 + random.nextInt(800));
      narrow(search, plain);

      assertThat(walk(search, () -> {}))
          .as("%s, %s, seed %s", order.text(), plain, seed)
          .isEqualTo(plain.ids(pool, order));
    }
  }

  private void narrow(Searches search, PlainSearch plain) {
    if (random.nextBoolean()) {
      search.parties = some("party:", 7);
      plain.anyOf("party", search.parties);
    } else if (random.nextBoolean()) {
      List<String> ofAnyParty = random.nextBoolean() ? List.of("resource:2") : List.of();
      search.reach =
          new Reach(some("party:", 7), List.of(new Pair("party:0", "resource:1")), ofAnyParty);
      plain.reach(search.reach);
    }
    if (random.nextBoolean()) {
      search.serviceResources = some("resource:", 3);
      plain.anyOf("service_resource", search.serviceResources);
    }
    if (random.nextBoolean()) {
      search.statuses =
          List.of(
                  List.of(DialogStatus.Awaiting),
                  List.of(DialogStatus.Completed),
                  List.of(DialogStatus.Draft, DialogStatus.InProgress))
              .get(random.nextInt(3));
      plain.statuses(search.statuses);
    }
    search.deleted = DeletedFilter.values()[random.nextInt(3)];
    plain.deleted(search.deleted);
  }

  private List<String> some(String prefix, int of) {
    int count = 1 + random.nextInt(2);
    return IntStream.range(0, count).mapToObj(i -> prefix + random.nextInt(of)).distinct().toList();
  }

  /** Keys that an update does not move: nobody is lost or met twice, however much is updated. */
  @ParameterizedTest
  @ValueSource(strings = {"createdAt", "dueAt_asc", "dueAt", "createdAt_asc,dueAt_asc"})
  void walkWhileDialogsAreUpdated_meetsEveryOneOnce(String text) {
    OrderBy order = OrderBy.parse(text).orElseThrow();
    Searches search = Searches.of(dialogs.org).ordered(order).limit(700);
    search.parties = List.of("party:0");
    PlainSearch plain = new PlainSearch(dialogs.org);
    plain.anyOf("party", search.parties);
    plain.deleted(DeletedFilter.Exclude);

    assertThat(walk(search, this::updateSome)).isEqualTo(plain.ids(pool, order));
  }

  /** In the order of updates those that are updated move on: met again, never lost. */
  @Test
  void walkInOrderOfUpdates_whileDialogsAreUpdated_losesNone() {
    OrderBy order = OrderBy.parse("updatedAt_asc").orElseThrow();
    int[] updates = {5};
    Runnable someUpdates =
        () -> {
          if (updates[0]-- > 0) {
            updateSome();
          }
        };
    PlainSearch plain = new PlainSearch(dialogs.org);
    plain.deleted(DeletedFilter.Exclude);

    List<UUID> met = walk(Searches.of(dialogs.org).ordered(order).limit(700), someUpdates);

    assertThat(new HashSet<>(met)).isEqualTo(new HashSet<>(plain.ids(pool, order)));
  }

  private void updateSome() {
    String update =
        "UPDATE dialog SET updated_at = now() WHERE org = $1 AND get_byte(uuid_send(id), 0) % 8 ="
            + " $2";
    pool.preparedQuery(update).execute(Tuple.of(dialogs.org, random.nextInt(8))).await();
  }

  private List<UUID> walk(Searches search, Runnable betweenPages) {
    List<UUID> walked = new ArrayList<>();
    PagePosition after = null;
    Page<SearchHit> page;
    do {
      page = page(search.after(after));
      page.items().forEach(hit -> walked.add(hit.dialog().id()));
      after = page.last(hit -> PagePosition.of(search.order(), hit.dialog()));
      betweenPages.run();
    } while (page.hasNext());
    return walked;
  }

  private Page<SearchHit> page(Searches search) {
    DialogSearchSql sql = DialogSearchSql.dialogs(search.build());
    List<SearchHit> hits = new ArrayList<>();
    pool.preparedQuery(sql.text())
        .execute(sql.parameters())
        .await()
        .forEach(row -> hits.add(DialogSearchSql.hit(row)));
    return Page.of(hits, search.build().limit());
  }
}

package dev.dialogporten.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.search.DialogSearch;
import dev.dialogporten.dialog.search.OrderBy;
import dev.dialogporten.dialog.search.OrderBy.Term;
import dev.dialogporten.dialog.search.OrderKey;
import dev.dialogporten.dialog.search.Page;
import dev.dialogporten.dialog.search.PagePosition;
import dev.dialogporten.dialog.search.SearchHit;
import dev.dialogporten.persistence.search.DialogSearchSql;
import dev.dialogporten.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Walking the pages of any order gives what one sorted query gives: no loss, no repetition. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchPagingIT {
  private static final int DIALOGS = 60;
  private static final int RANDOM_ORDERS = 60;
  private static final List<OrderKey> TIMES =
      List.of(OrderKey.createdAt, OrderKey.updatedAt, OrderKey.contentUpdatedAt, OrderKey.dueAt);

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final Vertx vertx = Vertx.vertx();
  private final StoredDialogs dialogs = new StoredDialogs(TestDatabase.shared());
  private Pool pool;

  @BeforeAll
  void storeDialogs() throws Exception {
    pool = TestDatabase.shared().pool(vertx, 2);
    for (int i = 0; i < DIALOGS; i++) {
      Map<String, Object> columns = new HashMap<>();
      columns.put("created_at", fewTimes());
      columns.put("updated_at", fewTimes());
      columns.put("content_updated_at", fewTimes());
      columns.put("due_at", random.nextInt(3) == 0 ? null : fewTimes());
      dialogs.insert(columns);
    }
    new StoredDialogs(TestDatabase.shared()).insert(Map.of());
  }

  @AfterAll
  void close() {
    vertx.close().await();
  }

  @Test
  void pages_ofEveryShortOrder_equalOneSortedQuery() {
    for (OrderKey first : TIMES) {
      for (int directions = 0; directions < 4; directions++) {
        check(order(directions, first));
      }
      for (OrderKey second : TIMES) {
        for (int directions = 0; second != first && directions < 8; directions++) {
          check(order(directions, first, second));
        }
      }
    }
  }

  @Test
  void pages_ofLongOrders_equalOneSortedQuery() {
    for (int i = 0; i < RANDOM_ORDERS; i++) {
      List<OrderKey> keys = new ArrayList<>(TIMES);
      Collections.shuffle(keys, random);
      OrderKey[] some = keys.subList(0, 3 + random.nextInt(2)).toArray(OrderKey[]::new);
      check(order(random.nextInt(32), some));
    }
  }

  private void check(OrderBy order) {
    List<UUID> walked = new ArrayList<>();
    int limit = 5 + random.nextInt(20);
    PagePosition after = null;
    Page<SearchHit> page;
    do {
      page = page(order, after, limit);
      page.items().forEach(hit -> walked.add(hit.dialog().id()));
      after = page.last(hit -> PagePosition.of(order, hit.dialog()));
    } while (page.hasNext());

    assertThat(walked)
        .as("order %s, limit %s, seed %s", order.text(), limit, seed)
        .isEqualTo(sorted(order));
    assertThat(page(order, after, limit).items()).as("after the last page").isEmpty();
  }

  private Page<SearchHit> page(OrderBy order, PagePosition after, int limit) {
    DialogSearch search = Searches.of(dialogs.org).ordered(order).after(after).limit(limit).build();
    DialogSearchSql sql = DialogSearchSql.dialogs(search);
    List<SearchHit> hits = new ArrayList<>();
    pool.preparedQuery(sql.text())
        .execute(sql.parameters())
        .await()
        .forEach(row -> hits.add(DialogSearchSql.hit(row)));
    return Page.of(hits, limit);
  }

  private List<UUID> sorted(OrderBy order) {
    String criteria =
        order.terms().stream().map(SearchPagingIT::criterion).collect(Collectors.joining(", "));
    List<UUID> ids = new ArrayList<>();
    pool.preparedQuery("SELECT id FROM dialog WHERE org = $1 ORDER BY " + criteria)
        .execute(Tuple.of(dialogs.org))
        .await()
        .forEach(row -> ids.add(row.getUUID(0)));
    return ids;
  }

  private static String criterion(Term term) {
    String column = term.key().name().replaceAll("([A-Z])", "_$1");
    return column + (term.descending() ? " DESC" : " ASC");
  }

  /** One bit per term says whether it descends. */
  private static OrderBy order(int directions, OrderKey... keys) {
    List<Term> terms = new ArrayList<>();
    for (OrderKey key : keys) {
      terms.add(new Term(key, (directions & (1 << terms.size())) != 0));
    }
    terms.add(new Term(OrderKey.id, (directions & (1 << terms.size())) != 0));
    return new OrderBy(terms);
  }

  private Instant fewTimes() {
    return StoredDialogs.TIME.plus(random.nextInt(4), ChronoUnit.MICROS);
  }
}

package dev.dialogporten.persistence;

import dev.dialogporten.config.SearchSettings;
import dev.dialogporten.config.SettingsLoader;
import dev.dialogporten.dialog.search.OrderBy;
import dev.dialogporten.dialog.search.PagePosition;
import dev.dialogporten.persistence.rows.DialogRows;
import dev.dialogporten.persistence.search.DialogSearchSql;
import dev.dialogporten.persistence.search.SearchOrder;
import dev.dialogporten.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Times searches over given numbers of dialogs, at the first page and at deep ones, and prints one
 * line of a Markdown table each: times as a client of the database sees them, planning and reading
 * included; pages touched; and which indexes were used. With {@code --plans} whole plans as well,
 * with {@code --updates} also what each index costs an update, with {@code --only-updates} just
 * that. Makes a database of its own for each number, on the server that {@code -Ddatabase.url}
 * names, else on an embedded one:
 *
 * <pre>{@code
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=dev.dialogporten.persistence.SearchBenchmark -Dexec.args="10000 1000000 --updates"
 * }</pre>
 */
public final class SearchBenchmark {
  private static final int WARM_UPS = 2;
  private static final int RUNS = 11;

  /** A search is not repeated any more once its runs have taken so long. */
  private static final long ENOUGH_NANOS = 2_000_000_000;

  private static final double[] DEPTHS = {0, 0.5, 0.99};

  private final Pool pool;
  private final int count;
  private final boolean plans;
  private final Map<String, PagePosition> positions = new HashMap<>();

  private SearchBenchmark(Pool pool, int count, boolean plans) {
    this.pool = pool;
    this.count = count;
    this.plans = plans;
  }

  public static void main(String[] arguments) throws Exception {
    List<String> words = Arrays.asList(arguments);
    Vertx vertx = Vertx.vertx();
    try {
      for (String word : words) {
        if (!word.startsWith("--")) {
          measure(vertx, Integer.parseInt(word), words);
        }
      }
    } finally {
      vertx.close().await();
    }
    System.exit(0);
  }

  private static void measure(Vertx vertx, int count, List<String> words) throws Exception {
    TestDatabase database = TestDatabase.fresh();
    long start = System.nanoTime();
    BulkDialogs.load(database, count);
    say("%n%,d dialogs loaded in %d s%n%n", count, (System.nanoTime() - start) / 1_000_000_000);
    if (!words.contains("--only-updates")) {
      SearchSettings settings = SettingsLoader.of(Map.of("search.pool-size", "1")).search();
      Pool pool = database.database().searchPool(vertx, settings);
      new SearchBenchmark(pool, count, words.contains("--plans")).run();
      pool.close().await();
    }
    if (words.contains("--updates") || words.contains("--only-updates")) {
      UpdateCosts.print(database, count);
    }
  }

  private void run() {
    say("| search | items | first page ms | after 50 %% | after 99 %% | worst | buffers | by |%n");
    say("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |%n");
    SearchScenarios.all().forEach(this::time);
  }

  private void time(String name, Searches search) {
    List<String> medians = new ArrayList<>();
    double worst = 0;
    int items = 0;
    int buffers = 0;
    SearchPlan firstPlan = null;
    for (double depth : DEPTHS) {
      DialogSearchSql sql =
          DialogSearchSql.dialogs(search.after(position(search.order(), depth)).build());
      List<Double> millis = new ArrayList<>();
      int found = 0;
      long end = System.nanoTime() + ENOUGH_NANOS;
      for (int i = -WARM_UPS; i < RUNS && (millis.isEmpty() || System.nanoTime() < end); i++) {
        long start = System.nanoTime();
        found = read(sql);
        if (i >= 0) {
          millis.add((System.nanoTime() - start) / 1e6);
        }
      }
      SearchPlan plan = SearchPlan.of(pool, sql);
      items = firstPlan == null ? found : items;
      firstPlan = firstPlan == null ? plan : firstPlan;
      buffers = Math.max(buffers, plan.buffers());
      millis.sort(null);
      medians.add(String.format(Locale.ROOT, "%.1f", millis.get(millis.size() / 2)));
      worst = Math.max(worst, millis.get(millis.size() - 1));
    }
    String row = "| %s | %d | %s | %.1f | %,d | %s |%n";
    say(row, name, items, String.join(" | ", medians), worst, buffers, firstPlan.indexes());
    if (plans) {
      say("%n```%n%s```%n%n", firstPlan.text());
    }
  }

  private int read(DialogSearchSql sql) {
    int items = 0;
    for (Row row : pool.preparedQuery(sql.text()).execute(sql.parameters()).await()) {
      DialogSearchSql.hit(row);
      items++;
    }
    return items;
  }

  /** The dialog before which there is a share of all of them in an order. */
  private PagePosition position(OrderBy order, double share) {
    return share == 0
        ? null
        : positions.computeIfAbsent(order.text() + share, key -> findPosition(order, share));
  }

  private PagePosition findPosition(OrderBy order, double share) {
    SearchOrder columns = new SearchOrder(Searches.of("big").ordered(order).build());
    String nth = "SELECT d.id FROM %s WHERE d.org = 'big' %s OFFSET %d LIMIT 1";
    long offset = Math.min(count - 1L, Math.round(count * share));
    Row found = row(nth.formatted(columns.source(), columns.byColumns(), offset), Tuple.tuple());
    String dialog = "SELECT " + DialogRows.LIST_COLUMNS + " FROM dialog d WHERE d.id = $1";
    return PagePosition.of(order, DialogRows.read(row(dialog, Tuple.of(found.getUUID(0)))));
  }

  private Row row(String sql, Tuple parameters) {
    return pool.preparedQuery(sql).execute(parameters).await().iterator().next();
  }

  private static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}

package dev.dialogporten.persistence;

import dev.dialogporten.config.SearchSettings;
import dev.dialogporten.config.SettingsLoader;
import dev.dialogporten.dialog.search.DialogSearch;
import dev.dialogporten.dialog.search.OrderBy;
import dev.dialogporten.dialog.search.PagePosition;
import dev.dialogporten.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * Times searches over a given number of dialogs and prints one line of a Markdown table each; with
 * {@code --plans} the plans as well. Makes a database of its own on the server that {@code
 * -Ddatabase.url} names, else on an embedded one:
 *
 * <pre>{@code
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=dev.dialogporten.persistence.SearchBenchmark -Dexec.args="1000000 --plans"
 * }</pre>
 */
public final class SearchBenchmark {
  private static final int WARM_UPS = 3;
  private static final int RUNS = 15;

  private final Pool pool;
  private final boolean plans;

  private SearchBenchmark(Pool pool, boolean plans) {
    this.pool = pool;
    this.plans = plans;
  }

  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[0]);
    boolean plans = Arrays.asList(arguments).contains("--plans");
    TestDatabase database = TestDatabase.fresh();
    long start = System.nanoTime();
    try (Connection connection = database.connect()) {
      BulkDialogs.load(connection, count);
    }
    System.out.printf(
        Locale.ROOT,
        "%,d dialogs loaded in %d s%n%n",
        count,
        (System.nanoTime() - start) / 1_000_000_000);
    SearchSettings settings = SettingsLoader.of(Map.of("search.pool-size", "1")).search();
    Vertx vertx = Vertx.vertx();
    Pool pool = database.database().searchPool(vertx, settings);
    new SearchBenchmark(pool, plans).run(count);
    vertx.close().await();
    System.exit(0);
  }

  private void run(int count) {
    System.out.println("| search | items | median ms | worst ms | buffers |");
    System.out.println("| --- | ---: | ---: | ---: | ---: |");
    SearchScenarios.all((order, share) -> position(order, Math.round(count * share)))
        .forEach(this::time);
  }

  private void time(String name, DialogSearch search) {
    DialogSearchSql sql = DialogSearchSql.dialogs(search);
    double[] millis = new double[RUNS];
    int items = 0;
    for (int i = -WARM_UPS; i < RUNS; i++) {
      long start = System.nanoTime();
      var rows = pool.preparedQuery(sql.text()).execute(sql.parameters()).await();
      items = 0;
      for (Row row : rows) {
        DialogSearchSql.hit(row);
        items++;
      }
      if (i >= 0) {
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(millis);
    String plan = explain(sql);
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.1f | %.1f | %s |%n",
        name,
        Math.min(items, search.limit()),
        millis[RUNS / 2],
        millis[RUNS - 1],
        buffers(plan));
    if (plans) {
      System.out.println("\n```\n" + plan + "```\n");
    }
  }

  private String explain(DialogSearchSql sql) {
    StringBuilder plan = new StringBuilder();
    for (Row row :
        pool.preparedQuery("EXPLAIN (ANALYZE, BUFFERS) " + sql.text())
            .execute(sql.parameters())
            .await()) {
      plan.append(row.getString(0)).append('\n');
    }
    return plan.toString();
  }

  /** Pages touched, of the topmost node. */
  private static String buffers(String plan) {
    int sum = 0;
    String line = plan.lines().filter(text -> text.contains("Buffers:")).findFirst().orElse("");
    for (String word : line.split("[ ,]+")) {
      if (word.startsWith("hit=") || word.startsWith("read=")) {
        sum += Integer.parseInt(word.substring(word.indexOf('=') + 1));
      }
    }
    return String.format(Locale.ROOT, "%,d", sum);
  }

  private PagePosition position(OrderBy order, long offset) {
    DialogSearch all = Searches.of("big").ordered(order).limit(1).build();
    SearchOrder columns = new SearchOrder(all);
    Row row =
        pool.preparedQuery(
                "SELECT d.id FROM "
                    + columns.source()
                    + " WHERE d.org = $1 "
                    + columns.byColumns()
                    + " OFFSET $2 LIMIT 1")
            .execute(Tuple.of("big", offset))
            .await()
            .iterator()
            .next();
    return PagePosition.of(
        order,
        DialogRows.read(
            pool.preparedQuery(
                    "SELECT " + DialogRows.LIST_COLUMNS + " FROM dialog d WHERE d.id = $1")
                .execute(Tuple.of(row.getUUID(0)))
                .await()
                .iterator()
                .next()));
  }
}

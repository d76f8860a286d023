package dev.dialogporten.persistence;

import dev.dialogporten.persistence.search.DialogSearchSql;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How PostgreSQL executed a search, as {@code EXPLAIN (ANALYZE, BUFFERS)} tells it. */
record SearchPlan(String text) {
  private static final Pattern SCAN =
      Pattern.compile("Scan (?:Backward )?(?:using|on) (dialog\\w*|service_owner_label\\w*)");
  private static final Pattern SEQUENTIAL = Pattern.compile("Seq Scan on (dialog\\w*)");
  private static final Pattern PAGES = Pattern.compile("(?:hit|read)=(\\d+)");

  static SearchPlan of(Pool pool, DialogSearchSql sql) {
    StringBuilder text = new StringBuilder();
    String explain = "EXPLAIN (ANALYZE, BUFFERS) " + sql.text();
    for (Row row : pool.preparedQuery(explain).execute(sql.parameters()).await()) {
      text.append(row.getString(0)).append('\n');
    }
    return new SearchPlan(text.toString());
  }

  /** Indexes that were used, or tables that were scanned; not what was planned but never run. */
  String indexes() {
    Set<String> names = new LinkedHashSet<>();
    for (String line : text.split("\n")) {
      if (line.contains("never executed") || line.contains("Bitmap Heap Scan")) {
        continue;
      }
      Matcher sequential = SEQUENTIAL.matcher(line);
      Matcher scan = SCAN.matcher(line);
      if (sequential.find()) {
        names.add("all of " + sequential.group(1));
      } else if (scan.find()) {
        names.add(scan.group(1));
      }
    }
    names.remove("dialog_pkey");
    return String.join(", ", names);
  }

  /** Pages touched, of the topmost node. */
  int buffers() {
    int sum = 0;
    String line = text.lines().filter(l -> l.contains("Buffers:")).findFirst().orElse("");
    for (Matcher pages = PAGES.matcher(line); pages.find(); ) {
      sum += Integer.parseInt(pages.group(1));
    }
    return sum;
  }
}

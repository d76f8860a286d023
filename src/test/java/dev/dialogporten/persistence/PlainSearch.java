package dev.dialogporten.persistence;

import dev.dialogporten.dialog.DialogStatus;
import dev.dialogporten.dialog.search.DeletedFilter;
import dev.dialogporten.dialog.search.OrderBy;
import dev.dialogporten.dialog.search.Reach;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** The same searches as one sorted query of {@code dialog} alone, to compare with. */
final class PlainSearch {
  private final List<String> conditions = new ArrayList<>();

  PlainSearch(String org) {
    conditions.add("org = '" + org + "'");
  }

  void anyOf(String column, List<String> values) {
    conditions.add(column + " IN (" + quoted(values) + ")");
  }

  void statuses(List<DialogStatus> statuses) {
    String numbers =
        statuses.stream().map(s -> String.valueOf(s.number())).collect(Collectors.joining(", "));
    conditions.add("status IN (" + numbers + ")");
  }

  void deleted(DeletedFilter filter) {
    switch (filter) {
      case Exclude -> conditions.add("deleted_at IS NULL");
      case Only -> conditions.add("deleted_at IS NOT NULL");
      case Include -> {}
    }
  }

  void reach(Reach reach) {
    String pairs =
        reach.pairs().stream()
            .map(pair -> "('" + pair.party() + "', '" + pair.serviceResource() + "')")
            .collect(Collectors.joining(", "));
    String resources = quoted(reach.serviceResources());
    conditions.add(
        "(party IN (%s) OR (party, service_resource) IN (%s)%s)"
            .formatted(
                quoted(reach.parties()),
                pairs,
                resources.isEmpty() ? "" : " OR service_resource IN (" + resources + ")"));
  }

  List<UUID> ids(Pool pool, OrderBy order) {
    String criteria =
        order.terms().stream()
            .map(
                term ->
                    term.key().name().replaceAll("([A-Z])", "_$1")
                        + (term.descending() ? " DESC" : " ASC"))
            .collect(Collectors.joining(", "));
    List<UUID> ids = new ArrayList<>();
    String sql = "SELECT id FROM dialog WHERE " + this + " ORDER BY " + criteria;
    pool.query(sql).execute().await().forEach(row -> ids.add(row.getUUID(0)));
    return ids;
  }

  @Override
  public String toString() {
    return String.join(" AND ", conditions);
  }

  private static String quoted(List<String> values) {
    return values.stream().map(value -> "'" + value + "'").collect(Collectors.joining(", "));
  }
}

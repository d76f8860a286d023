package dev.dialogporten.registry;

import dev.dialogporten.dialog.ServiceResource;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables in which an operator keeps resources and owners; SQL is how they are edited. */
final class RegistryTable {
  /** Bounds what a mistaken insert can make every node load. */
  private static final int MAX_ROWS = 200_000;

  private static final String RESOURCES =
      """
      SELECT id, resource_type, org_number, org_code, minimum_authentication_level, delegable, title
      FROM service_resource
      ORDER BY id
      LIMIT %d
      """
          .formatted(MAX_ROWS);

  private static final String OWNERS =
      """
      SELECT org_number, org_code, name
      FROM service_owner
      ORDER BY org_number
      LIMIT %d
      """
          .formatted(MAX_ROWS);

  private final SqlClient client;

  RegistryTable(SqlClient client) {
    this.client = client;
  }

  Future<RegistryContent> read() {
    Future<RowSet<Row>> resources = client.query(RESOURCES).execute();
    Future<RowSet<Row>> owners = client.query(OWNERS).execute();
    return Future.all(resources, owners).map(both -> content(resources.result(), owners.result()));
  }

  private static RegistryContent content(RowSet<Row> resourceRows, RowSet<Row> ownerRows) {
    List<ServiceResource> resources = new ArrayList<>();
    for (Row row : resourceRows) {
      resources.add(resource(row));
    }
    List<Owner> owners = new ArrayList<>();
    for (Row row : ownerRows) {
      owners.add(
          new Owner(
              row.getString("org_number"),
              lower(row, "org_code"),
              texts(row.getJsonObject("name"))));
    }
    return new RegistryContent(resources, owners);
  }

  private static ServiceResource resource(Row row) {
    return new ServiceResource(
        lower(row, "id"),
        lower(row, "resource_type"),
        row.getString("org_number"),
        lower(row, "org_code"),
        row.getInteger("minimum_authentication_level"),
        row.getBoolean("delegable"),
        texts(row.getJsonObject("title")));
  }

  private static String lower(Row row, String column) {
    return row.getString(column).toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> texts(JsonObject localized) {
    Map<String, String> texts = new HashMap<>();
    localized.forEach(
        each -> {
          if (each.getValue() instanceof String text) {
            texts.put(each.getKey(), text);
          }
        });
    return texts;
  }
}

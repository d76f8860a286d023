package dev.dialogporten.persistence;

import dev.dialogporten.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Dialogs put into the tables directly, as an organisation of its own. */
public final class StoredDialogs {
  public static final Instant TIME = Instant.parse("2026-01-01T12:00:00Z");

  public final String org = "org-" + UUID.randomUUID();
  private final TestDatabase database;

  public StoredDialogs(TestDatabase database) {
    this.database = database;
  }

  /** An ordinary dialog but for the given columns. */
  public UUID insert(Map<String, Object> columns) throws SQLException {
    UUID id = (UUID) columns.getOrDefault("id", UUID.randomUUID());
    Map<String, Object> row = ordinary(id);
    row.putAll(columns);
    insertRow("dialog", row);
    return id;
  }

  public void label(UUID dialogId, String value) throws SQLException {
    insertRow("service_owner_label", Map.of("dialog_id", dialogId, "value", value));
    update(dialogId, "labelled = true");
  }

  public void seen(UUID dialogId, Instant at, String actor) throws SQLException {
    insertRow(
        "seen_log",
        Map.of(
            "id",
            UUID.randomUUID(),
            "dialog_id",
            dialogId,
            "seen_at",
            at,
            "actor_id",
            actor,
            "via_service_owner",
            true));
    update(dialogId, "seen = true");
  }

  public void activity(UUID dialogId, Instant at, UUID id, String document) throws SQLException {
    insertRow(
        "activity",
        Map.of("id", id, "dialog_id", dialogId, "created_at", at, "type", 3, "document", document));
    update(dialogId, "activity_count = activity_count + 1");
  }

  public void update(UUID dialogId, String assignment) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement statement =
            connection.prepareStatement("UPDATE dialog SET " + assignment + " WHERE id = ?")) {
      statement.setObject(1, dialogId);
      statement.executeUpdate();
    }
  }

  void insertRow(String table, Map<String, Object> row) throws SQLException {
    String marks = "?,".repeat(row.size());
    String sql =
        "INSERT INTO %s (%s) VALUES (%s)"
            .formatted(
                table, String.join(",", row.keySet()), marks.substring(0, marks.length() - 1));
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      int i = 1;
      for (Object value : row.values()) {
        boolean time = value instanceof Instant;
        Object bound = time ? ((Instant) value).atOffset(ZoneOffset.UTC) : value;
        // text is sent untyped, so that it fits json as well
        int type = bound instanceof String ? java.sql.Types.OTHER : 0;
        if (type == 0) {
          statement.setObject(i++, bound);
        } else {
          statement.setObject(i++, bound, type);
        }
      }
      statement.executeUpdate();
    }
  }

  private Map<String, Object> ordinary(UUID id) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", id);
    row.put("revision", UUID.randomUUID());
    row.put("version", 1L);
    row.put("org", org);
    row.put("service_resource", "urn:altinn:resource:one");
    row.put("service_resource_type", "genericaccessresource");
    row.put("party", "urn:altinn:organization:identifier-no:991825827");
    row.put("created_at", TIME);
    row.put("updated_at", TIME);
    row.put("content_updated_at", TIME);
    row.put("status", 7);
    for (String flag :
        new String[] {
          "is_api_only",
          "frozen",
          "content_seen",
          "has_unopened_content",
          "correspondence_opened",
          "long_texts",
          "legacy_html"
        }) {
      row.put(flag, false);
    }
    for (String count :
        new String[] {
          "from_service_owner_count",
          "from_party_count",
          "unopened_count",
          "contentless_count",
          "activity_count"
        }) {
      row.put(count, 0);
    }
    row.put("action_resources", "");
    row.put("transmission_resources", "");
    row.put("service_owner_revision", UUID.randomUUID());
    row.put("end_user_revision", UUID.randomUUID());
    row.put("system_labels", 1);
    row.put("system_label_mask", 2);
    row.put("content", "{}");
    for (String list : new String[] {"search_tags", "attachments", "gui_actions", "api_actions"}) {
      row.put(list, "[]");
    }
    return row;
  }
}

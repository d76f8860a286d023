package dev.dialogporten.outbound;

import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.change.DialogChange;
import dev.dialogporten.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Writes rows of the change log as the write path does, without dialogs. */
public final class Changes {
  private static final String INSERT =
      """
      INSERT INTO dialog_change (at, dialog_id, revision_before, revision_after, actor, kind, members, silent, org,
                                 service_resource, party, process, preceding_process, appended, seen_log_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?)
      """;

  private Changes() {}

  /** A service owner nobody else uses. */
  public static String newOrg() {
    return "org" + UUID.randomUUID().toString().substring(0, 8);
  }

  public static DialogChange updated(String org, UUID dialogId) {
    return of(org, dialogId, ChangeKind.UPDATED, false);
  }

  public static DialogChange of(String org, UUID dialogId, ChangeKind kind, boolean silent) {
    return new DialogChange(
        dialogId,
        UUID.randomUUID(),
        UUID.randomUUID(),
        Instant.now().truncatedTo(ChronoUnit.MICROS),
        "urn:altinn:organization:identifier-no:991825827",
        kind,
        Set.of(ChangedMember.status, ChangedMember.content),
        silent,
        org,
        "urn:altinn:resource:test",
        "urn:altinn:organization:identifier-no:991825827",
        null,
        null,
        List.of(),
        null);
  }

  /** The same at another time. */
  public static DialogChange at(DialogChange change, Instant at) {
    return new DialogChange(
        change.dialogId(),
        change.revisionBefore(),
        change.revisionAfter(),
        at,
        change.actor(),
        change.kind(),
        change.members(),
        change.silent(),
        change.org(),
        change.serviceResource(),
        change.party(),
        change.process(),
        change.precedingProcess(),
        change.appended(),
        change.seenLogId());
  }

  /** Commits one row. */
  public static void insert(TestDatabase database, DialogChange change) {
    insert(database, change, null);
  }

  public static void insert(TestDatabase database, DialogChange change, String appended) {
    try (Connection connection = database.connect()) {
      insert(connection, change, appended);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Adds one row to the transaction of a connection. */
  public static void insert(Connection connection, DialogChange change, String appended)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setTimestamp(1, Timestamp.from(change.at()));
      statement.setObject(2, change.dialogId());
      statement.setObject(3, change.revisionBefore());
      statement.setObject(4, change.revisionAfter());
      statement.setString(5, change.actor());
      statement.setInt(6, change.kind().number());
      statement.setInt(7, ChangedMember.mask(change.members()));
      statement.setBoolean(8, change.silent());
      statement.setString(9, change.org());
      statement.setString(10, change.serviceResource());
      statement.setString(11, change.party());
      statement.setString(12, change.process());
      statement.setString(13, change.precedingProcess());
      statement.setString(14, appended);
      statement.setObject(15, change.seenLogId());
      statement.executeUpdate();
    }
  }
}

package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.Patience;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A change of many dialogs that waits for one of them is overtaken by another dialog's change. */
@ExtendWith(ServiceExtension.class)
class BulkLabelOrderIT {
  private static final String BULK =
      DIALOGS + "/endusercontext/systemlabels/actions/bulkset" + "?enduserId=08844397713";

  private final TestService service;
  private final ServiceOwner owner;
  private final ApiClient client;

  BulkLabelOrderIT(TestService service, ServiceOwner owner) {
    this.service = service;
    this.owner = owner;
    this.client = service.client(owner);
  }

  @Test
  void bulk_thatWaitedForARow_standsBehindWhatWasCommittedMeanwhile() throws Exception {
    UUID first = create();
    UUID held = create();
    UUID last = create();
    CompletableFuture<Integer> bulk;
    try (var other = service.database().connect();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.executeQuery("SELECT 1 FROM dialog WHERE id = '" + held + "' FOR UPDATE");
      bulk = CompletableFuture.supplyAsync(() -> bulk(first, held, last));
      Patience.until(() -> waitsFor(other));
      client.patch(DIALOGS + "/" + last, Dialogs.newTitle("meanwhile")).expect(204);
      other.rollback();
    }

    assertThat(bulk.get()).isEqualTo(204);
    assertThat(newestKind(last)).isEqualTo(newestKind(held));
    assertThat(client.get(DIALOGS + "/" + last).json().encode()).contains("meanwhile", "Bin");
  }

  private UUID create() {
    return client.post(DIALOGS, Dialogs.create(owner)).expect(201).id();
  }

  private int bulk(UUID... ids) {
    JsonArray dialogs = new JsonArray();
    for (UUID id : ids) {
      dialogs.add(new JsonObject().put("dialogId", id.toString()));
    }
    JsonObject body =
        new JsonObject().put("addLabels", new JsonArray().add("Bin")).put("dialogs", dialogs);
    return client.post(BULK, body).status();
  }

  /** Whether somebody waits for the end of this connection's transaction. */
  private boolean waitsFor(Connection holder) {
    String sql =
        "SELECT count(*) FROM pg_locks w JOIN pg_locks h USING (transactionid)"
            + " WHERE NOT w.granted AND h.granted AND h.pid = ";
    try (var statement = holder.createStatement();
        var pid = statement.executeQuery("SELECT pg_backend_pid()")) {
      pid.next();
      return service.database().count(sql + pid.getInt(1)) > 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The kind of the last change in the order of the log. */
  private long newestKind(UUID id) {
    return service
        .database()
        .count(
            "SELECT kind FROM dialog_change WHERE dialog_id = '"
                + id
                + "' ORDER BY txid DESC, seq DESC LIMIT 1");
  }
}

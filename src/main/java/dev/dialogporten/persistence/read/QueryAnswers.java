package dev.dialogporten.persistence.read;

import dev.dialogporten.dialog.Access;
import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.ServiceResources;
import dev.dialogporten.dialog.command.DialogQuery;
import dev.dialogporten.dialog.command.DialogQuery.DialogDetails;
import dev.dialogporten.dialog.command.DialogQuery.GetActivity;
import dev.dialogporten.dialog.command.DialogQuery.GetDialog;
import dev.dialogporten.dialog.command.DialogQuery.GetSeenEntry;
import dev.dialogporten.dialog.command.DialogQuery.GetServiceOwnerLabels;
import dev.dialogporten.dialog.command.DialogQuery.GetTransmission;
import dev.dialogporten.dialog.command.DialogQuery.ListActivities;
import dev.dialogporten.dialog.command.DialogQuery.ListSeenLog;
import dev.dialogporten.dialog.command.DialogQuery.ListTransmissions;
import dev.dialogporten.dialog.command.DialogQuery.ServiceOwnerLabels;
import dev.dialogporten.dialog.command.DialogQuery.ShouldSendNotification;
import dev.dialogporten.persistence.connect.SqlErrors;
import dev.dialogporten.persistence.rows.ChildRows;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Answers questions about one dialog. Each is one statement that also carries the dialog's owner
 * and deletion, so that an answer and the permission to give it come from one database snapshot.
 */
public final class QueryAnswers {

  /** What access rules need; the asked rows follow after {@link #HEAD}. */
  private static final String HEAD_COLUMNS =
      "d.service_resource, d.deleted_at IS NOT NULL, d.service_owner_revision";

  /**
   * Rows of the dialog itself come with a null child id (outer join): an existing dialog always
   * gives a row.
   */
  private static String below(String columns, String table, String more) {
    return "SELECT " + columns + ", " + HEAD_COLUMNS + " FROM dialog d LEFT JOIN " + table + more;
  }

  private static final String TRANSMISSIONS =
      below(
          ChildRows.TRANSMISSION,
          "transmission t",
          " ON t.dialog_id = d.id WHERE d.id = $1 ORDER BY t.created_at DESC, t.id DESC");

  private static final String TRANSMISSION =
      below(
          ChildRows.TRANSMISSION,
          "transmission t",
          " ON t.dialog_id = d.id AND t.id = $2 WHERE d.id = $1");

  private static final String ACTIVITIES =
      below(
          ChildRows.ACTIVITY,
          "activity a",
          " ON a.dialog_id = d.id WHERE d.id = $1 ORDER BY a.created_at, a.id");

  private static final String ACTIVITY =
      below(
          ChildRows.ACTIVITY, "activity a", " ON a.dialog_id = d.id AND a.id = $2 WHERE d.id = $1");

  private static final String SEEN_LOG =
      below(
          ChildRows.SEEN,
          "seen_log s",
          " ON s.dialog_id = d.id WHERE d.id = $1 ORDER BY s.seen_at, s.id");

  private static final String SEEN_ENTRY =
      below(ChildRows.SEEN, "seen_log s", " ON s.dialog_id = d.id AND s.id = $2 WHERE d.id = $1");

  private static final String LABELS =
      below(
          "l.value",
          "service_owner_label l",
          " ON l.dialog_id = d.id WHERE d.id = $1 ORDER BY l.value");

  private static final String NOTIFICATION =
      """
      SELECT EXISTS (
        SELECT FROM activity a
        WHERE a.dialog_id = d.id AND a.type = $2 AND ($3::uuid IS NULL OR a.transmission_id = $3))
      FROM dialog d WHERE d.id = $1\
      """;

  private final SqlClient client;
  private final DetailsReader details;
  private final ServiceResources resources;

  public QueryAnswers(SqlClient client, DetailsReader details, ServiceResources resources) {
    this.client = client;
    this.details = details;
    this.resources = resources;
  }

  /** The answer, or a failure with a {@code ProblemException}. */
  Future<?> answer(DialogQuery<?> query) {
    if (query instanceof GetDialog get) {
      return dialog(get);
    } else if (query instanceof ListTransmissions list) {
      return rows(TRANSMISSIONS, list, 9, ChildRows::transmission);
    } else if (query instanceof GetTransmission get) {
      return one(
          TRANSMISSION,
          get,
          get.transmissionId(),
          9,
          ChildRows::transmission,
          "DialogTransmission");
    } else if (query instanceof ListActivities list) {
      return rows(ACTIVITIES, list, 6, ChildRows::activity);
    } else if (query instanceof GetActivity get) {
      return one(ACTIVITY, get, get.activityId(), 6, ChildRows::activity, "DialogActivity");
    } else if (query instanceof ListSeenLog list) {
      return rows(SEEN_LOG, list, 6, ChildRows::seen);
    } else if (query instanceof GetSeenEntry get) {
      return one(SEEN_ENTRY, get, get.seenLogId(), 6, ChildRows::seen, "DialogSeenLog");
    } else if (query instanceof GetServiceOwnerLabels labels) {
      return labels(labels);
    }
    return notification((ShouldSendNotification) query);
  }

  private Future<DialogDetails> dialog(GetDialog query) {
    return details
        .read(query.dialogId())
        .compose(
            found ->
                found != null && Access.ownsByResource(found.dialog(), query.caller(), resources)
                    ? Future.succeededFuture(found)
                    : Future.failedFuture(Access.notFound(query.dialogId()).toException()));
  }

  private <T> Future<List<T>> rows(
      String sql, DialogQuery<List<T>> query, int head, Function<Row, T> mapper) {
    return ask(sql, Tuple.of(query.dialogId()))
        .compose(rows -> permitted(rows, head, query).map(ok -> map(rows, mapper)));
  }

  private <T> Future<T> one(
      String sql, DialogQuery<T> query, UUID id, int head, Function<Row, T> mapper, String entity) {
    return ask(sql, Tuple.of(query.dialogId(), id))
        .compose(rows -> permitted(rows, head, query).map(ok -> map(rows, mapper)))
        .compose(
            found ->
                found.isEmpty()
                    ? Future.failedFuture(notFound(entity, id).toException())
                    : Future.succeededFuture(found.get(0)));
  }

  /**
   * Sub-resources: 404 unless the caller owns the resource, 410 when the dialog is soft-deleted.
   */
  private Future<Void> permitted(RowSet<Row> rows, int head, DialogQuery<?> query) {
    if (rows.size() == 0 || !mayRead(rows.iterator().next().getString(head), query.caller())) {
      return Future.failedFuture(Access.notFound(query.dialogId()).toException());
    }
    if (rows.iterator().next().getBoolean(head + 1)) {
      return Future.failedFuture(Access.gone(query.dialogId()).toException());
    }
    return Future.succeededFuture();
  }

  private boolean mayRead(String serviceResource, Caller caller) {
    return caller.isAdmin() || resources.isOwnedBy(serviceResource, caller.organizationNumber());
  }

  /** Labels know no admin exception and answer 404 for soft-deleted dialogs. */
  private Future<ServiceOwnerLabels> labels(GetServiceOwnerLabels query) {
    return ask(LABELS, Tuple.of(query.dialogId()))
        .compose(
            rows -> {
              Row head = rows.size() == 0 ? null : rows.iterator().next();
              if (head == null
                  || head.getBoolean(2)
                  || !resources.isOwnedBy(head.getString(1), query.caller().organizationNumber())) {
                return Future.failedFuture(Access.notFound(query.dialogId()).toException());
              }
              return Future.succeededFuture(
                  new ServiceOwnerLabels(head.getUUID(3), map(rows, row -> row.getString(0))));
            });
  }

  private Future<Boolean> notification(ShouldSendNotification query) {
    return ask(
            NOTIFICATION,
            Tuple.of(query.dialogId(), (short) query.activityType(), query.transmissionId()))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.failedFuture(Access.notFound(query.dialogId()).toException())
                    : Future.succeededFuture(
                        rows.iterator().next().getBoolean(0) == query.whenExists()));
  }

  private Future<RowSet<Row>> ask(String sql, Tuple parameters) {
    return SqlErrors.asked(() -> client.preparedQuery(sql).execute(parameters));
  }

  /** The rows below the dialog; the row of a dialog without any has a null in front. */
  private static <T> List<T> map(RowSet<Row> rows, Function<Row, T> mapper) {
    List<T> list = new ArrayList<>(rows.size());
    for (Row row : rows) {
      if (row.getValue(0) != null) {
        list.add(mapper.apply(row));
      }
    }
    return list;
  }

  private static Problem notFound(String entity, UUID id) {
    return Problem.of(
        ProblemType.NOT_FOUND,
        entity,
        "Entity '" + entity + "' with the key " + id + " was not found.");
  }
}

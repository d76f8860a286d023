package dev.dialogporten.persistence.write;

import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.ServiceResources;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.dialog.command.DialogCommand.PatchDialog;
import dev.dialogporten.dialog.command.DialogCommand.ReplaceDialog;
import dev.dialogporten.dialog.decision.Taken;
import dev.dialogporten.dialog.decision.Taken.Entity;
import dev.dialogporten.dialog.outcome.ElementId;
import dev.dialogporten.dialog.outcome.WriteUnit;
import dev.dialogporten.persistence.connect.SqlErrors;
import dev.dialogporten.problem.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Tells which of a unit's keys are in use, after a unique index refused it: asked of the tables,
 * and only then. They may be free again by now.
 */
public final class TakenKeys {

  /** Number of the entity, its id, the idempotent key if that is meant; then its dialog. */
  private static final String STATEMENT =
      """
      SELECT k.entity, k.id, k.key, d.id, d.service_resource, d.deleted_at IS NOT NULL
      FROM (
        SELECT 0 AS entity, id, NULL AS key, id AS dialog_id FROM dialog WHERE id = $1 AND $2
        UNION ALL
        SELECT 0, id, idempotent_key, id FROM dialog WHERE org = $3 AND idempotent_key = $4 AND $2
        UNION ALL
        SELECT 1, id, NULL, dialog_id FROM transmission WHERE id = ANY($5)
        UNION ALL
        SELECT 1, id, idempotent_key, dialog_id FROM transmission
        WHERE dialog_id = $1 AND idempotent_key = ANY($6) AND id <> ALL($7)
        UNION ALL
        SELECT 2, id, NULL, dialog_id FROM activity WHERE id = ANY($8)
        UNION ALL
        SELECT 2 + e.kind, e.id, NULL, e.dialog_id
        FROM element_id e JOIN unnest($9::int[], $10::uuid[]) AS u (kind, id) ON e.kind = u.kind AND e.id = u.id
      ) k JOIN dialog d ON d.id = k.dialog_id
      ORDER BY k.entity, k.id LIMIT 200\
      """;

  private final SqlClient client;
  private final ServiceResources resources;

  public TakenKeys(SqlClient client, ServiceResources resources) {
    this.client = client;
    this.resources = resources;
  }

  /** The refusal that names the keys; empty when none of them is in use any more. */
  Future<Optional<Problem>> of(DialogCommand command, WriteUnit unit) {
    return SqlErrors.asked(() -> client.preparedQuery(STATEMENT).execute(parameters(unit)))
        .map(
            rows -> {
              List<Taken> taken = new ArrayList<>();
              rows.forEach(row -> taken.add(taken(row, command)));
              return taken.isEmpty()
                  ? Optional.empty()
                  : Optional.of(Taken.problem(taken, unit.after().identity().org()));
            });
  }

  private static Tuple parameters(WriteUnit unit) {
    Dialog after = unit.after();
    WriteUnit.Children children = unit.children();
    List<Transmission> rewritten = children.rewrittenTransmissions();
    return Tuple.tuple()
        .addUUID(unit.dialogId())
        .addBoolean(unit.isCreate())
        .addString(after.identity().org())
        .addString(after.identity().idempotentKey())
        .addArrayOfUUID(ids(children.transmissions().stream().map(Transmission::id)))
        .addArrayOfString(
            Stream.concat(children.transmissions().stream(), rewritten.stream())
                .map(Transmission::idempotentKey)
                .filter(Objects::nonNull)
                .toArray(String[]::new))
        .addArrayOfUUID(ids(rewritten.stream().map(Transmission::id)))
        .addArrayOfUUID(ids(children.activities().stream().map(activity -> activity.id())))
        .addArrayOfInteger(
            children.claimed().stream().map(id -> id.kind().number()).toArray(Integer[]::new))
        .addArrayOfUUID(ids(children.claimed().stream().map(ElementId::id)));
  }

  private static UUID[] ids(Stream<UUID> ids) {
    return ids.toArray(UUID[]::new);
  }

  private Taken taken(Row row, DialogCommand command) {
    UUID dialogId = row.getUUID(3);
    return new Taken(
        entity(row.getInteger(0), dialogId, command),
        row.getUUID(1),
        row.getString(2),
        dialogId,
        row.getBoolean(5),
        isOwn(row.getString(4), command.caller()));
  }

  /**
   * PUT and PATCH call an attachment of the dialog itself {@code DialogAttachment}, one of another
   * dialog {@code Attachment}.
   */
  private static Entity entity(int number, UUID dialogId, DialogCommand command) {
    if (number < 3) {
      return Entity.values()[number];
    }
    ElementId.Kind kind = ElementId.Kind.ofNumber(number - 2);
    boolean updates = command instanceof ReplaceDialog || command instanceof PatchDialog;
    return kind == ElementId.Kind.Attachment && updates && dialogId.equals(command.dialogId())
        ? Entity.DialogAttachment
        : Entity.valueOf(kind.name());
  }

  private boolean isOwn(String serviceResource, Caller caller) {
    return resources.isOwnedBy(serviceResource, caller.organizationNumber());
  }
}

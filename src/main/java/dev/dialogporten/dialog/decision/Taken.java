package dev.dialogporten.dialog.decision;

import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.Problem.InUse;
import dev.dialogporten.problem.ProblemType;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A key that a write wants and something has already. Told by the decision when it can be seen in
 * time, else by the database: the same answer either way.
 *
 * @param entity what has it, as the {@code errors} key says it
 * @param id id of the entity
 * @param key the idempotent key that is meant; null when the id itself is
 * @param dialogId the dialog it belongs to, or that it is
 * @param deleted whether that dialog is soft-deleted
 * @param own whether that dialog is the caller's own
 */
public record Taken(
    Entity entity, UUID id, String key, UUID dialogId, boolean deleted, boolean own) {

  /** What can hold a key. */
  public enum Entity {
    Dialog,
    DialogTransmission,
    DialogActivity,
    Attachment,
    DialogAttachment,
    AttachmentUrl,
    DialogGuiAction,
    DialogApiAction,
    DialogApiActionEndpoint
  }

  /** The answer for keys of which at least one is in use: 409 for idempotent keys, else 422. */
  public static Problem problem(List<Taken> taken, String org) {
    for (Taken one : taken) {
      if (one.key != null && !(one.entity == Entity.Dialog && one.deleted)) {
        return one.named(one.entity == Entity.Dialog ? one.dialogKey() : keys(Set.of(one.key)));
      }
    }
    Faults faults = new Faults();
    for (Taken one : taken) {
      faults.add(one.entity.name(), one.key == null ? Uniqueness.taken(one.id) : one.reserved(org));
    }
    return taken.get(0).named(faults.toProblem(ProblemType.UNPROCESSABLE));
  }

  /** 409 for idempotent keys of transmissions that are in use or used twice. */
  static Problem keys(Set<String> keys) {
    return Problem.of(
        ProblemType.CONFLICT,
        "IdempotentKey",
        "A transmission with one of the idempotent keys " + keys + " already exists.");
  }

  /** The problem, naming the holder if it is the caller's own. */
  Problem named(Problem problem) {
    UUID transmission = entity == Entity.DialogTransmission ? id : null;
    return own ? problem.withInUse(new InUse(dialogId, transmission, key)) : problem;
  }

  private Problem dialogKey() {
    return Problem.of(
        ProblemType.CONFLICT,
        "IdempotentKey",
        "'" + key + "' already exists with DialogId '" + dialogId + "'.");
  }

  /** A soft-deleted dialog keeps its key until it is purged. */
  String reserved(String org) {
    return "Key ('Org', 'IdempotentKey')=(" + org + ", " + key + ") already exists.";
  }
}

package dev.dialogporten.persistence;

import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.dialog.command.DialogCommand.PatchDialog;
import dev.dialogporten.dialog.command.DialogCommand.ReplaceDialog;
import dev.dialogporten.dialog.decision.ElementId;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whose attachment id a PUT or PATCH wanted to use again: one of another dialog is reported
 * as {@code Attachment}, one of the same dialog as {@code DialogAttachment}. Asked only after such
 * a write was refused.
 */
final class ElementReuse {
  private static final Pattern ID = Pattern.compile("\\(([0-9a-f-]{36})\\) already exists");
  private static final String ATTACHMENT = ElementId.Kind.Attachment.name();

  private static final String IS_OF_DIALOG =
      "SELECT EXISTS (SELECT FROM element_id WHERE kind = $1 AND id = $2 AND dialog_id = $3)";

  private final SqlClient client;

  ElementReuse(SqlClient client) {
    this.client = client;
  }

  /** Fails with the failure, or with one that names the entity more exactly. */
  <T> Future<T> explain(DialogCommand command, Throwable failure) {
    UUID id = attachmentOf(failure);
    if (id == null || !(command instanceof ReplaceDialog || command instanceof PatchDialog)) {
      return Future.failedFuture(failure);
    }
    Problem problem = ((ProblemException) failure).problem();
    short kind = (short) ElementId.Kind.Attachment.number();
    return client
        .preparedQuery(IS_OF_DIALOG)
        .execute(Tuple.of(kind, id, command.dialogId()))
        .map(rows -> rows.iterator().next().getBoolean(0))
        .otherwise(false)
        .compose(same -> Future.failedFuture(same ? renamed(problem).toException() : failure));
  }

  private static UUID attachmentOf(Throwable failure) {
    if (!(failure instanceof ProblemException refusal)
        || refusal.problem().type() != ProblemType.UNPROCESSABLE) {
      return null;
    }
    List<String> texts = refusal.problem().errors().get(ATTACHMENT);
    Matcher matcher = ID.matcher(texts == null ? "" : texts.get(0));
    return matcher.find() ? UUID.fromString(matcher.group(1)) : null;
  }

  private static Problem renamed(Problem problem) {
    return Problem.of(problem.type(), "DialogAttachment", problem.errors().get(ATTACHMENT).get(0));
  }
}

package dev.dialogporten.http.dialogs;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.dialogporten.dialog.body.CompositeEdit;
import dev.dialogporten.dialog.command.DialogCommand.FreezeDialog;
import dev.dialogporten.dialog.command.DialogCommand.PatchDialog;
import dev.dialogporten.dialog.command.DialogCommand.PurgeDialog;
import dev.dialogporten.dialog.command.DialogCommand.RestoreDialog;
import dev.dialogporten.http.exchange.ApiRequest;
import dev.dialogporten.http.exchange.Reply;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;

/** Actions on a whole dialog; only {@link #apply} needs a body. */
final class DialogActions {
  private final DialogWrites writes;

  DialogActions(DialogWrites writes) {
    this.writes = writes;
  }

  /** A patch and what is to be appended with it, in one change. */
  Future<Reply> apply(ApiRequest request) {
    return request
        .body(raw -> CompositeEdit.parse(raw, UuidCreator::getTimeOrderedEpochPlus1))
        .compose(
            edit ->
                writes.apply(
                    request,
                    request.valid(
                        new PatchDialog(
                            request.pathId("dialogId"),
                            request.caller(),
                            writes.ifMatch(request),
                            request.flag("isSilentUpdate"),
                            edit)),
                    edit));
  }

  Future<Reply> restore(ApiRequest request) {
    refuseEmptyJson(request);
    return writes.change(
        request,
        request.valid(
            new RestoreDialog(
                request.pathId("dialogId"),
                request.caller(),
                request.ifMatch(),
                request.flag("isSilentUpdate"))));
  }

  Future<Reply> purge(ApiRequest request) {
    refuseEmptyJson(request);
    return writes.change(
        request,
        request.valid(
            new PurgeDialog(
                request.pathId("dialogId", "dialogId"),
                request.caller(),
                request.ifMatch(),
                request.flag("isSilentUpdate"))));
  }

  Future<Reply> freeze(ApiRequest request) {
    refuseEmptyJson(request);
    return writes.change(
        request,
        request.valid(
            new FreezeDialog(request.pathId("dialogId"), request.caller(), request.ifMatch())));
  }

  private static void refuseEmptyJson(ApiRequest request) {
    if (request.announcesJson() && !request.hasBody()) {
      throw Problem.of(
              ProblemType.MALFORMED_BODY,
              "SerializerErrors",
              "The body is announced as JSON but is empty.")
          .toException();
    }
  }
}

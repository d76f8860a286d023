package dev.dialogporten.http.dialogs;

import dev.dialogporten.bus.Bus;
import dev.dialogporten.dialog.command.DialogCommand.FreezeDialog;
import dev.dialogporten.dialog.command.DialogCommand.PurgeDialog;
import dev.dialogporten.dialog.command.DialogCommand.RestoreDialog;
import dev.dialogporten.http.exchange.ApiRequest;
import dev.dialogporten.http.exchange.Replies;
import dev.dialogporten.http.exchange.Reply;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;

/** Actions on a whole dialog; none of them needs a body. */
public final class DialogActions {
  private final Bus bus;
  private final Replies replies;

  public DialogActions(Bus bus, Replies replies) {
    this.bus = bus;
    this.replies = replies;
  }

  public Future<Reply> restore(ApiRequest request) {
    refuseEmptyJson(request);
    return bus.ask(
            request.valid(
                new RestoreDialog(
                    request.pathId("dialogId"),
                    request.caller(),
                    request.ifMatch(),
                    request.flag("isSilentUpdate"))))
        .map(replies::done);
  }

  public Future<Reply> purge(ApiRequest request) {
    refuseEmptyJson(request);
    return bus.ask(
            request.valid(
                new PurgeDialog(
                    request.pathId("dialogId", "dialogId"),
                    request.caller(),
                    request.ifMatch(),
                    request.flag("isSilentUpdate"))))
        .map(replies::done);
  }

  public Future<Reply> freeze(ApiRequest request) {
    refuseEmptyJson(request);
    return bus.ask(
            request.valid(
                new FreezeDialog(request.pathId("dialogId"), request.caller(), request.ifMatch())))
        .map(replies::done);
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

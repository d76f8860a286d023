package dev.dialogporten.http.dialogs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.bus.Bus;
import dev.dialogporten.dialog.body.DialogBodies;
import dev.dialogporten.dialog.command.BulkSetSystemLabels;
import dev.dialogporten.dialog.command.DialogCommand.SetSystemLabels;
import dev.dialogporten.http.exchange.ApiRequest;
import dev.dialogporten.http.exchange.Reply;
import io.vertx.core.Future;

/** System labels of the end user context; its revision is the one in {@code ETag}. */
final class SystemLabelChanges {

  private final Bus bus;
  private final DialogWrites writes;

  SystemLabelChanges(Bus bus, DialogWrites writes) {
    this.bus = bus;
    this.writes = writes;
  }

  Future<Reply> set(ApiRequest request) {
    return request
        .body(DialogBodies::systemLabels)
        .compose(body -> writes.changeEndUserContext(request, command(request, body)));
  }

  private SetSystemLabels command(ApiRequest request, ObjectNode body) {
    var dialogId = request.pathId("dialogId");
    var precondition = request.valid(writes.ifMatch(request));
    var labels = SystemLabelBody.ofOne(body);
    return new SetSystemLabels(
        dialogId,
        request.caller(),
        precondition,
        labels.addLabels(),
        labels.removeLabels(),
        labels.performedBy());
  }

  /** All of the dialogs or none; there is no one revision to answer with. */
  Future<Reply> setSeveral(ApiRequest request) {
    return request
        .body(DialogBodies::bulkSystemLabels)
        .map(SystemLabelBody::ofSeveral)
        .compose(
            labels ->
                bus.request(
                    Bus.BULK_LABELS,
                    new BulkSetSystemLabels(
                        labels.targets(),
                        labels.addLabels(),
                        labels.removeLabels(),
                        labels.performedBy(),
                        request.caller())))
        .map(done -> Reply.status(204));
  }
}

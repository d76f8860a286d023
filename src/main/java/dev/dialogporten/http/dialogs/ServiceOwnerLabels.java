package dev.dialogporten.http.dialogs;

import dev.dialogporten.bus.Bus;
import dev.dialogporten.dialog.body.DialogBodies;
import dev.dialogporten.dialog.command.DialogCommand.AddServiceOwnerLabel;
import dev.dialogporten.dialog.command.DialogCommand.RemoveServiceOwnerLabel;
import dev.dialogporten.dialog.command.DialogQuery.GetServiceOwnerLabels;
import dev.dialogporten.http.exchange.ApiRequest;
import dev.dialogporten.http.exchange.Replies;
import dev.dialogporten.http.exchange.Reply;
import io.vertx.core.Future;

/** Labels of the service owner context; its revision is the one in {@code ETag}. */
final class ServiceOwnerLabels {
  private final Bus bus;
  private final Replies replies;
  private final DialogWrites writes;

  ServiceOwnerLabels(Bus bus, Replies replies, DialogWrites writes) {
    this.bus = bus;
    this.replies = replies;
    this.writes = writes;
  }

  Future<Reply> list(ApiRequest request) {
    return bus.ask(
            request.valid(new GetServiceOwnerLabels(request.pathId("dialogId"), request.caller())))
        .map(labels -> replies.json(ChildJson.labels(labels.values()), labels.revision()));
  }

  Future<Reply> add(ApiRequest request) {
    return request
        .body(DialogBodies::label)
        .compose(
            body ->
                writes.changeServiceOwnerContext(
                    request,
                    request.valid(
                        new AddServiceOwnerLabel(
                            request.pathId("dialogId"),
                            request.caller(),
                            request.ifMatch(),
                            body.path("value").textValue()))));
  }

  Future<Reply> remove(ApiRequest request) {
    return writes.changeServiceOwnerContext(
        request,
        request.valid(
            new RemoveServiceOwnerLabel(
                request.pathId("dialogId"),
                request.caller(),
                writes.ifMatch(request),
                request.path("label"))));
  }
}

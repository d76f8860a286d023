package dev.dialogporten.http.dialogs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.bus.Bus;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.body.DialogBodies;
import dev.dialogporten.dialog.command.DialogCommand.AppendTransmission;
import dev.dialogporten.dialog.command.DialogCommand.UpdateTransmission;
import dev.dialogporten.dialog.command.DialogQuery.GetTransmission;
import dev.dialogporten.dialog.command.DialogQuery.ListTransmissions;
import dev.dialogporten.http.exchange.ApiRequest;
import dev.dialogporten.http.exchange.Paths;
import dev.dialogporten.http.exchange.Reply;
import io.vertx.core.Future;

/** Transmissions of a dialog. */
final class Transmissions {
  private final Bus bus;
  private final DialogWrites writes;

  Transmissions(Bus bus, DialogWrites writes) {
    this.bus = bus;
    this.writes = writes;
  }

  Future<Reply> list(ApiRequest request) {
    return bus.ask(
            request.valid(new ListTransmissions(request.pathId("dialogId"), request.caller())))
        .map(transmissions -> Reply.json(ChildJson.transmissions(transmissions)));
  }

  Future<Reply> get(ApiRequest request) {
    return bus.ask(
            request.valid(
                new GetTransmission(
                    request.pathId("dialogId"),
                    request.pathId("transmissionId"),
                    request.caller())))
        .map(Transmission::document)
        .map(Reply::json);
  }

  Future<Reply> append(ApiRequest request) {
    return request.body(DialogBodies::transmission).compose(body -> append(request, body));
  }

  private Future<Reply> append(ApiRequest request, ObjectNode body) {
    AppendTransmission command =
        request.valid(
            new AppendTransmission(
                request.pathId("dialogId", "dialogId"),
                request.caller(),
                writes.ifMatch(request),
                Silence.asked(request, body),
                body));
    return writes.create(request, command, Paths.transmissions(command.dialogId()));
  }

  Future<Reply> update(ApiRequest request) {
    return request
        .body(DialogBodies::transmissionUpdate)
        .compose(
            body ->
                writes.change(
                    request,
                    request.valid(
                        new UpdateTransmission(
                            request.pathId("dialogId"),
                            request.pathId("transmissionId"),
                            request.caller(),
                            writes.ifMatch(request),
                            Silence.asked(request, body),
                            body))));
  }
}

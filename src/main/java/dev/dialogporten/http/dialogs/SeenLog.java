package dev.dialogporten.http.dialogs;

import dev.dialogporten.bus.Bus;
import dev.dialogporten.dialog.command.DialogQuery.GetSeenEntry;
import dev.dialogporten.dialog.command.DialogQuery.ListSeenLog;
import dev.dialogporten.http.exchange.ApiRequest;
import dev.dialogporten.http.exchange.Reply;
import io.vertx.core.Future;

/** Who has opened a dialog. Reading it never adds to it. */
final class SeenLog {
  private final Bus bus;

  SeenLog(Bus bus) {
    this.bus = bus;
  }

  Future<Reply> list(ApiRequest request) {
    return bus.ask(request.valid(new ListSeenLog(request.pathId("dialogId"), request.caller())))
        .map(entries -> Reply.json(ChildJson.seenLog(entries)));
  }

  Future<Reply> get(ApiRequest request) {
    return bus.ask(
            request.valid(
                new GetSeenEntry(
                    request.pathId("dialogId"), request.pathId("seenLogId"), request.caller())))
        .map(entry -> Reply.json(ChildJson.seenEntry(entry)));
  }
}

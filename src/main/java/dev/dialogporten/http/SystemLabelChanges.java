package dev.dialogporten.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.bus.Bus;
import dev.dialogporten.dialog.SystemLabel;
import dev.dialogporten.dialog.body.DialogBodies;
import dev.dialogporten.dialog.command.DialogCommand.SetSystemLabels;
import dev.dialogporten.problem.Faults;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** System labels of the end user context; its revision is the one in {@code ETag}. */
final class SystemLabelChanges {
  private final Bus bus;
  private final Replies replies;

  SystemLabelChanges(Bus bus, Replies replies) {
    this.bus = bus;
    this.replies = replies;
  }

  Future<Reply> set(ApiRequest request) {
    return request
        .body(DialogBodies::systemLabels)
        .compose(
            body ->
                bus.ask(
                    request.valid(
                        new SetSystemLabels(
                            request.pathId("dialogId"),
                            request.caller(),
                            request.ifMatch(),
                            labels(body, "addLabels", request.faults()),
                            labels(body, "removeLabels", request.faults()),
                            performedBy(body)))))
        .map(replies::done);
  }

  /** A number that is no label survives binding; it is refused here. */
  private static List<SystemLabel> labels(ObjectNode body, String member, Faults faults) {
    List<SystemLabel> labels = new ArrayList<>();
    int index = 0;
    for (JsonNode label : body.path(member)) {
      if (label.isTextual()) {
        labels.add(SystemLabel.valueOf(label.textValue()));
      } else {
        faults.add(member + "[" + index + "]", "'" + label + "' is not a system label.");
      }
      index++;
    }
    return List.copyOf(labels);
  }

  private static ObjectNode performedBy(ObjectNode body) {
    return body.get("performedBy") instanceof ObjectNode actor ? actor : null;
  }
}

package dev.dialogporten.http.dialogs;

import dev.dialogporten.bus.Bus;
import dev.dialogporten.dialog.ActivityType;
import dev.dialogporten.dialog.command.DialogQuery.ShouldSendNotification;
import dev.dialogporten.http.exchange.ApiRequest;
import dev.dialogporten.http.exchange.Reply;
import io.vertx.core.Future;
import java.util.UUID;

/** Asked by a notification service before it sends. */
final class NotificationCondition {
  private final Bus bus;

  NotificationCondition(Bus bus) {
    this.bus = bus;
  }

  /** When to send: if the activity does not exist, or if it does. */
  enum ConditionType {
    NotExists,
    Exists;

    int number() {
      return ordinal() + 1;
    }
  }

  Future<Reply> get(ApiRequest request) {
    UUID dialogId = request.pathId("dialogId");
    ConditionType condition =
        request.constant("conditionType", ConditionType.class, ConditionType::number);
    ActivityType activity =
        request.constant("activityType", ActivityType.class, ActivityType::number);
    UUID transmissionId = request.id("transmissionId");
    require(request, "conditionType", condition);
    require(request, "activityType", activity);
    check(request, activity, transmissionId);
    request.valid(dialogId);
    return bus.ask(
            new ShouldSendNotification(
                dialogId,
                request.caller(),
                condition == ConditionType.Exists,
                activity.number(),
                transmissionId))
        .map(send -> Reply.json("{\"sendNotification\":" + send + "}"));
  }

  private static void require(ApiRequest request, String name, Object value) {
    String text = request.text(name);
    if (value == null && (text == null || text.isEmpty())) {
      request.faults().add(name, "'" + name + "' must not be empty.");
    }
  }

  /** The transmission is needed for its own kind of activity, and meaningless for any other. */
  private static void check(ApiRequest request, ActivityType activity, UUID transmissionId) {
    boolean named = transmissionId != null && !transmissionId.equals(new UUID(0, 0));
    if (activity == ActivityType.TransmissionOpened && !named) {
      request
          .faults()
          .add("transmissionId", "'transmissionId' must not be empty for TransmissionOpened.");
    } else if (activity != null && activity != ActivityType.TransmissionOpened && named) {
      request
          .faults()
          .add("transmissionId", "'transmissionId' must be empty unless TransmissionOpened.");
    }
  }
}

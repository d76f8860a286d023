package dev.dialogporten.http.dialogs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.bus.Bus;
import dev.dialogporten.dialog.Activity;
import dev.dialogporten.dialog.body.DialogBodies;
import dev.dialogporten.dialog.command.DialogCommand.AppendActivity;
import dev.dialogporten.dialog.command.DialogCommand.CorrectFormSavedTime;
import dev.dialogporten.dialog.command.DialogQuery.GetActivity;
import dev.dialogporten.dialog.command.DialogQuery.ListActivities;
import dev.dialogporten.http.exchange.ApiRequest;
import dev.dialogporten.http.exchange.Paths;
import dev.dialogporten.http.exchange.Reply;
import dev.dialogporten.http.exchange.Values;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.UUID;

/** Activities of a dialog. */
final class Activities {
  private final Bus bus;
  private final DialogWrites writes;

  Activities(Bus bus, DialogWrites writes) {
    this.bus = bus;
    this.writes = writes;
  }

  Future<Reply> list(ApiRequest request) {
    return bus.ask(request.valid(new ListActivities(request.pathId("dialogId"), request.caller())))
        .map(activities -> Reply.json(ChildJson.activities(activities)));
  }

  Future<Reply> get(ApiRequest request) {
    return bus.ask(
            request.valid(
                new GetActivity(
                    request.pathId("dialogId"), request.pathId("activityId"), request.caller())))
        .map(Activity::document)
        .map(Reply::json);
  }

  Future<Reply> append(ApiRequest request) {
    return request.body(DialogBodies::activity).compose(body -> append(request, body));
  }

  private Future<Reply> append(ApiRequest request, ObjectNode body) {
    AppendActivity command =
        request.valid(
            new AppendActivity(
                request.pathId("dialogId", "dialogId"),
                request.caller(),
                writes.ifMatch(request),
                Silence.asked(request, body),
                body));
    return writes.create(request, command, Paths.activities(command.dialogId()));
  }

  Future<Reply> correctFormSavedTime(ApiRequest request) {
    UUID dialogId = existing(request, "dialogId");
    UUID activityId = existing(request, "activityId");
    return request
        .body(DialogBodies::formSavedTime)
        .compose(time -> writes.change(request, correction(request, dialogId, activityId, time)));
  }

  private static CorrectFormSavedTime correction(
      ApiRequest request, UUID dialogId, UUID activityId, Instant time) {
    return request.valid(
        new CorrectFormSavedTime(dialogId, activityId, request.caller(), request.ifMatch(), time));
  }

  /** The one endpoint whose path matches UUIDs only: another text is a path that does not exist. */
  private static UUID existing(ApiRequest request, String name) {
    return Values.uuid(request.path(name))
        .orElseThrow(
            () ->
                Problem.of(ProblemType.NOT_FOUND)
                    .withDetail("'" + name + "' is not a valid UUID.")
                    .toException());
  }
}

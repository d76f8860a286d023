package dev.dialogporten.http.events;

import dev.dialogporten.dialog.change.Appended;
import dev.dialogporten.dialog.change.Appended.AppendedActivity;
import dev.dialogporten.dialog.change.Appended.AppendedTransmission;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.change.DialogChange;
import dev.dialogporten.event.ChangeFeed;
import dev.dialogporten.event.EventPosition;
import dev.dialogporten.event.Position;
import dev.dialogporten.http.exchange.ApiRequest;
import dev.dialogporten.http.exchange.JsonBuilder;
import dev.dialogporten.http.exchange.Reply;
import io.vertx.core.Future;
import java.util.UUID;

/** The change feed: what happened to a service owner's dialogs, page by page. */
final class ChangePages {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  private final ChangeFeed feed;

  ChangePages(ChangeFeed feed) {
    this.feed = feed;
  }

  Future<Reply> list(ApiRequest request) {
    return read(request, null);
  }

  Future<Reply> ofDialog(ApiRequest request) {
    return read(request, request.pathId("dialogId"));
  }

  private Future<Reply> read(ApiRequest request, UUID dialogId) {
    String org = EventFilters.ownOrg(request);
    EventPosition since = EventStreams.position(request, "since", request.text("since"));
    Integer limit = request.integer("limit");
    if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
      request.faults().add("limit", "'limit' must be between 1 and " + MAX_LIMIT + ".");
    }
    boolean silent = request.flag("includeSilent");
    int most = request.valid(limit == null ? DEFAULT_LIMIT : limit);
    Position after = since == null ? null : since.readFrom();
    return feed.read(org, dialogId, after, most, silent).map(page -> Reply.json(json(page)));
  }

  private static String json(ChangeFeed.Page page) {
    JsonBuilder json = new JsonBuilder(64 + page.changes().size() * 512);
    json.openObject().openArray("items");
    page.changes().forEach(change -> write(json, change));
    json.closeArray();
    json.text("next", page.next().toString());
    return json.member("hasMore", page.more()).closeObject().toString();
  }

  private static void write(JsonBuilder json, ChangeFeed.Change logged) {
    DialogChange change = logged.change();
    json.openObject()
        .text("position", logged.position().toString())
        .member("dialogId", change.dialogId())
        .member("time", change.at())
        .text("kind", nameOf(change.kind()))
        .member("isSilent", change.silent())
        .member("revisionBefore", change.revisionBefore())
        .member("revisionAfter", change.revisionAfter())
        .openArray("changedMembers");
    change.members().stream().sorted().map(ChangedMember::name).forEach(json::text);
    json.closeArray()
        .text("actor", change.actor())
        .text("serviceResource", change.serviceResource())
        .text("party", change.party())
        .text("process", change.process())
        .text("precedingProcess", change.precedingProcess())
        .member("seenLogId", change.seenLogId());
    writeAppended(json, change);
    json.closeObject();
  }

  private static void writeAppended(JsonBuilder json, DialogChange change) {
    json.openArray("transmissions");
    for (Appended appended : change.appended()) {
      if (appended instanceof AppendedTransmission transmission) {
        json.openObject().member("id", transmission.id());
        json.text("senderType", transmission.senderType()).closeObject();
      }
    }
    json.closeArray().openArray("activities");
    for (Appended appended : change.appended()) {
      if (appended instanceof AppendedActivity activity) {
        json.openObject().member("id", activity.id()).member("type", activity.type());
        json.text("extendedType", activity.extendedType()).closeObject();
      }
    }
    json.closeArray();
  }

  private static String nameOf(ChangeKind kind) {
    return switch (kind) {
      case CREATED -> "created";
      case UPDATED -> "updated";
      case DELETED -> "deleted";
      case RESTORED -> "restored";
      case PURGED, PURGED_AFTER_DELETE -> "purged";
      case SEEN -> "seen";
      case CONTEXT -> "contextChanged";
    };
  }
}

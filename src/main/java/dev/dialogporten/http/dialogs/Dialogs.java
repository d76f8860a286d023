package dev.dialogporten.http.dialogs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.dialogporten.bus.Bus;
import dev.dialogporten.dialog.EndUserAccess;
import dev.dialogporten.dialog.body.DialogBodies;
import dev.dialogporten.dialog.body.DialogEdit;
import dev.dialogporten.dialog.body.MergeDocument;
import dev.dialogporten.dialog.body.PatchDocument;
import dev.dialogporten.dialog.command.DialogCommand.CreateDialog;
import dev.dialogporten.dialog.command.DialogCommand.DeleteDialog;
import dev.dialogporten.dialog.command.DialogCommand.OpenDialog;
import dev.dialogporten.dialog.command.DialogCommand.PatchDialog;
import dev.dialogporten.dialog.command.DialogCommand.ReplaceDialog;
import dev.dialogporten.dialog.command.DialogQuery.DialogDetails;
import dev.dialogporten.dialog.command.DialogQuery.GetDialog;
import dev.dialogporten.dialog.value.Parties;
import dev.dialogporten.http.exchange.ApiRequest;
import dev.dialogporten.http.exchange.BodyUse;
import dev.dialogporten.http.exchange.Paths;
import dev.dialogporten.http.exchange.Preconditions;
import dev.dialogporten.http.exchange.Replies;
import dev.dialogporten.http.exchange.Reply;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.UUID;

/** The dialog itself. */
final class Dialogs {
  /** How often a dialog is opened at most while others keep updating it. */
  private static final int OPENINGS = 5;

  private static final CharSequence ACCEPT_PATCH = HttpHeaders.createOptimized("Accept-Patch");
  private static final CharSequence PATCH_TYPES =
      HttpHeaders.createOptimized(String.join(", ", BodyUse.PATCH.mediaTypes()));

  private final Bus bus;
  private final Replies replies;
  private final DialogWrites writes;
  private final EndUserAccess access;
  private final RenderedDialogs rendered;

  Dialogs(
      Bus bus,
      Replies replies,
      DialogWrites writes,
      EndUserAccess access,
      RenderedDialogs rendered) {
    this.bus = bus;
    this.writes = writes;
    this.replies = replies;
    this.access = access;
    this.rendered = rendered;
  }

  Future<Reply> create(ApiRequest request) {
    return request
        .body(DialogBodies::create)
        .compose(
            body ->
                writes.create(
                    request,
                    request.valid(
                        new CreateDialog(
                            idOf(body), request.caller(), body, request.flag("isSilentUpdate"))),
                    Paths.DIALOGS));
  }

  private static UUID idOf(ObjectNode body) {
    return body.has("id")
        ? UUID.fromString(body.get("id").textValue())
        : UuidCreator.getTimeOrderedEpoch();
  }

  Future<Reply> replace(ApiRequest request) {
    return request
        .body(DialogBodies::replace)
        .compose(
            body ->
                writes.change(
                    request,
                    request.valid(
                        new ReplaceDialog(
                            request.pathId("dialogId", "id"),
                            request.caller(),
                            writes.ifMatch(request),
                            request.flag("isSilentUpdate"),
                            body))));
  }

  Future<Reply> patch(ApiRequest request) {
    return request
        .<DialogEdit>body(
            request.announcesMergePatch() ? MergeDocument::parse : PatchDocument::parse)
        .compose(
            patch ->
                writes.change(
                    request,
                    request.valid(
                        new PatchDialog(
                            request.pathId("dialogId"),
                            request.caller(),
                            writes.ifMatch(request),
                            request.flag("isSilentUpdate"),
                            patch))));
  }

  Future<Reply> delete(ApiRequest request) {
    return writes.change(
        request,
        request.valid(
            new DeleteDialog(
                request.pathId("dialogId"),
                request.caller(),
                writes.ifMatch(request),
                request.flag("isSilentUpdate"))));
  }

  Future<Reply> get(ApiRequest request) {
    GetDialog query = new GetDialog(request.pathId("dialogId"), request.caller());
    String person = endUser(request);
    request.valid(query);
    Future<Reply> reply = person == null ? plain(request, query) : opened(request, query, person);
    return reply.map(read -> read.with(ACCEPT_PATCH, PATCH_TYPES));
  }

  /** The validator of this endpoint takes the URN alone, not the bare number. */
  private static String endUser(ApiRequest request) {
    String text = request.text("endUserId");
    if (text != null && !text.startsWith(Parties.PERSON)) {
      request.faults().add("endUserId", "'endUserId' must begin with " + Parties.PERSON + ".");
    }
    return request.caller().endUserId();
  }

  /**
   * Conditional (RFC 9110 section 13.1.2): the revision stands for the dialog; what has a revision
   * of its own inside the answer, labels and seen log, does not count.
   */
  private Future<Reply> plain(ApiRequest request, GetDialog query) {
    return bus.ask(query)
        .compose(
            details -> {
              UUID revision = details.dialog().revision();
              return Preconditions.isNoneMatchFulfilled(request.headers("If-None-Match"), revision)
                  ? request
                      .rendered(DialogJson.sizeOf(details), () -> rendered.body(details))
                      .map(body -> replies.json(body, revision))
                  : Future.succeededFuture(replies.notModified(revision));
            });
  }

  /** The call counts as the person opening the dialog, and shows what that did. */
  private Future<Reply> opened(ApiRequest request, GetDialog query, String person) {
    return opened(request, query, person, OPENINGS);
  }

  /** A dialog that was updated after it was opened is opened again: what is shown is seen. */
  private Future<Reply> opened(ApiRequest request, GetDialog query, String person, int left) {
    return bus.ask(new OpenDialog(query.dialogId(), query.caller()))
        .compose(
            opened ->
                bus.ask(query)
                    .compose(
                        details -> {
                          UUID revision = details.dialog().revision();
                          return revision.equals(opened.revision()) || left == 1
                              ? shown(request, details, person, opened.createdId())
                              : opened(request, query, person, left - 1);
                        }));
  }

  private Future<Reply> shown(
      ApiRequest request, DialogDetails details, String person, UUID seenNow) {
    Viewer viewer = viewer(details, person, seenNow);
    return request
        .rendered(
            DialogJson.sizeOf(details), () -> Buffer.buffer(DialogJson.render(details, viewer)))
        .map(body -> replies.json(body, details.dialog().revision()));
  }

  private Viewer viewer(DialogDetails details, String person, UUID seenNow) {
    return new EndUserViewer(details.dialog().identity(), person, seenNow, access);
  }
}

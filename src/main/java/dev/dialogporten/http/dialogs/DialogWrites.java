package dev.dialogporten.http.dialogs;

import dev.dialogporten.bus.Bus;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Precondition;
import dev.dialogporten.dialog.body.CompositeEdit;
import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.dialog.command.DialogCommand.PatchDialog;
import dev.dialogporten.dialog.command.DialogQuery.DialogDetails;
import dev.dialogporten.dialog.command.DialogQuery.GetDialog;
import dev.dialogporten.dialog.command.WithRepresentation;
import dev.dialogporten.dialog.outcome.Represented;
import dev.dialogporten.http.exchange.ApiRequest;
import dev.dialogporten.http.exchange.JsonBuilder;
import dev.dialogporten.http.exchange.Paths;
import dev.dialogporten.http.exchange.Prefer;
import dev.dialogporten.http.exchange.Replies;
import dev.dialogporten.http.exchange.Reply;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.UUID;

/**
 * Asks for a change of one dialog and answers what it did: as little as possible, or with {@code
 * Prefer: return=representation} (RFC 7240 section 4.2) what the change has left behind.
 */
final class DialogWrites {
  private static final CharSequence APPLIED = HttpHeaders.createOptimized("Preference-Applied");
  private static final CharSequence CONTENT_LOCATION =
      HttpHeaders.createOptimized("Content-Location");
  private static final String REPRESENTATION = "return=representation";
  private static final String PARTIAL = "return=representation;partial";

  /** Above this the lists are left out of a representation. */
  public static final int MAX_CHARACTERS = 1 << 20;

  private final Bus bus;
  private final Replies replies;
  private final boolean requireIfMatch;

  /**
   * @param requireIfMatch whether changes of what is there are refused without {@code If-Match}
   */
  DialogWrites(Bus bus, Replies replies, boolean requireIfMatch) {
    this.bus = bus;
    this.replies = replies;
    this.requireIfMatch = requireIfMatch;
  }

  /** {@code If-Match} where the service may be set up to demand it (RFC 6585 section 3). */
  Precondition ifMatch(ApiRequest request) {
    Precondition said = request.ifMatch();
    return requireIfMatch && said == Precondition.ABSENT ? Precondition.MISSING : said;
  }

  /** 204, or 200 with the dialog. */
  Future<Reply> change(ApiRequest request, DialogCommand command) {
    return request.prefer().wantsRepresentation()
        ? represented(command).compose(done -> dialog(request, 200, done))
        : bus.ask(command).map(replies::done);
  }

  /** 200 with the revision and the ids of what is appended, or with the dialog. */
  Future<Reply> apply(ApiRequest request, PatchDialog command, CompositeEdit edit) {
    if (request.prefer().wantsRepresentation()) {
      return change(request, command);
    }
    return bus.ask(command)
        .map(
            result -> {
              JsonBuilder json = new JsonBuilder(256).openObject();
              json.member("revision", result.revision());
              ids(json, "transmissions", edit.transmissionIds());
              ids(json, "activities", edit.activityIds());
              return replies.json(json.closeObject().toString(), result.revision());
            });
  }

  private static void ids(JsonBuilder json, String name, List<String> ids) {
    json.openArray(name);
    ids.forEach(json::text);
    json.closeArray();
  }

  /**
   * 201 with the id of what is new, or with the dialog.
   *
   * @param collection path below which the new resource is
   */
  Future<Reply> create(ApiRequest request, DialogCommand command, String collection) {
    return request.prefer().wantsRepresentation()
        ? represented(command)
            .compose(
                done ->
                    dialog(request, 201, done)
                        .map(
                            reply ->
                                reply.with(
                                    HttpHeaders.LOCATION,
                                    collection + "/" + done.result().createdId())))
        : bus.ask(command).map(result -> replies.created(result, collection));
  }

  /** 204, or 200 with the labels of the service owner context as a GET lists them. */
  Future<Reply> changeServiceOwnerContext(ApiRequest request, DialogCommand command) {
    if (!request.prefer().wantsRepresentation()) {
      return bus.ask(command).map(replies::done);
    }
    return bus.ask(new WithRepresentation(command))
        .map(
            done -> {
              DialogDetails details = done.details();
              UUID revision = details.dialog().contexts().serviceOwnerRevision();
              String labels = ChildJson.labels(details.serviceOwnerLabels());
              return applied(replies.json(labels, revision), REPRESENTATION)
                  .with(CONTENT_LOCATION, Paths.labels(command.dialogId()));
            });
  }

  /** 204, or 200 with the end user context as it is within a dialog; it has no path of its own. */
  Future<Reply> changeEndUserContext(ApiRequest request, DialogCommand command) {
    if (!request.prefer().wantsRepresentation()) {
      return bus.ask(command).map(replies::done);
    }
    return bus.ask(new WithRepresentation(command))
        .map(
            done -> {
              Dialog.Contexts contexts = done.details().dialog().contexts();
              String context = DialogJson.endUserContext(contexts);
              return applied(replies.json(context, contexts.endUserRevision()), REPRESENTATION);
            });
  }

  private Future<Represented> represented(DialogCommand command) {
    return bus.ask(new WithRepresentation(command))
        .recover(
            failure ->
                failure instanceof ProblemException refusal
                        && refusal.problem().type() == ProblemType.PRECONDITION_FAILED
                    ? withCurrent(command, refusal.problem())
                    : Future.failedFuture(failure));
  }

  /** What repairs the request in one round trip: the dialog as it is, with its own revision. */
  private Future<Represented> withCurrent(DialogCommand command, Problem stale) {
    return bus.ask(new GetDialog(command.dialogId(), command.caller()))
        .map(details -> stale.withCurrent(json(details, isTooLarge(details))))
        .otherwise(stale)
        .compose(problem -> Future.failedFuture(problem.toException()));
  }

  private static boolean isTooLarge(DialogDetails details) {
    return details.transmissions().size() > Represented.MAX_TRANSMISSIONS
        || DialogJson.sizeOf(details) > MAX_CHARACTERS;
  }

  private Future<Reply> dialog(ApiRequest request, int status, Represented done) {
    DialogDetails details = done.details();
    if (details == null) {
      return Future.succeededFuture(replies.done(done.result())); // purged: nothing to show
    }
    int size = DialogJson.sizeOf(details);
    boolean partial = done.isPartial() || size > MAX_CHARACTERS;
    return request
        .rendered(partial ? 0 : size, () -> json(details, partial))
        .map(
            body ->
                applied(
                        replies.json(status, body, details.dialog().revision()),
                        partial ? PARTIAL : REPRESENTATION)
                    .with(CONTENT_LOCATION, Paths.dialog(details.dialog().id())));
  }

  private static String json(DialogDetails details, boolean partial) {
    return partial
        ? DialogJson.renderWithoutLists(details, Viewer.SERVICE_OWNER)
        : DialogJson.render(details, Viewer.SERVICE_OWNER);
  }

  private static Reply applied(Reply reply, String preference) {
    return reply.with(APPLIED, preference).with(HttpHeaders.VARY, Prefer.HEADER);
  }
}

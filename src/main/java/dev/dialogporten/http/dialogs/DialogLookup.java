package dev.dialogporten.http.dialogs;

import dev.dialogporten.bus.Bus;
import dev.dialogporten.dialog.Access;
import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.ServiceResources;
import dev.dialogporten.dialog.search.InstanceRef;
import dev.dialogporten.dialog.search.SearchQuery;
import dev.dialogporten.dialog.search.SearchQuery.LookUp;
import dev.dialogporten.dialog.search.SearchQuery.LookedUp;
import dev.dialogporten.http.exchange.ApiRequest;
import dev.dialogporten.http.exchange.LocalizedJson;
import dev.dialogporten.http.exchange.OwnOrganization;
import dev.dialogporten.http.exchange.Reply;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Finds a dialog by the id of what it was made for. */
final class DialogLookup {
  private static final String KEY = "InstanceRef";

  private final Bus bus;
  private final ServiceResources resources;

  DialogLookup(Bus bus, ServiceResources resources) {
    this.bus = bus;
    this.resources = resources;
  }

  Future<Reply> get(ApiRequest request) {
    InstanceRef ref = ref(request);
    LocalizedJson texts = LocalizedJson.of(request);
    Caller caller = request.caller();
    String org = caller.isAdmin() || ref.label() == null ? null : OwnOrganization.of(caller);
    return bus.<List<LookedUp>>request(
            SearchQuery.ADDRESS, new LookUp(ref, org, caller.organizationNumber()))
        .map(found -> only(found, ref))
        .map(found -> owned(found, caller))
        .map(found -> Reply.json(new LookupJson(resources, texts).render(found, ref)));
  }

  private static InstanceRef ref(ApiRequest request) {
    String text = request.text("instanceRef");
    Optional<InstanceRef> ref = text == null ? Optional.empty() : InstanceRef.parse(text);
    if (ref.isEmpty()) {
      request
          .faults()
          .add(
              KEY,
              "'instanceRef' must be urn:altinn:instance-id:{partyId}/{uuid},"
                  + " urn:altinn:correspondence-id:{uuid} or urn:altinn:dialog-id:{uuid}.");
    }
    return request.valid(ref.orElse(null));
  }

  /**
   * Anybody may give a dialog any label, so two of one service owner, or of several when an admin
   * asks, are no fault of the service; which one is meant is not guessed.
   */
  private static LookedUp only(List<LookedUp> found, InstanceRef ref) {
    if (found.size() > 1) {
      throw Problem.of(
              ProblemType.CONFLICT,
              KEY,
              "Several dialogs have the label " + ref.label() + ". Look one up by its dialog id.")
          .toException();
    }
    if (found.isEmpty()) {
      throw Problem.of(ProblemType.NOT_FOUND, KEY, "No dialog was found for " + ref.text() + ".")
          .toException();
    }
    return found.get(0);
  }

  private static LookedUp owned(LookedUp found, Caller caller) {
    if (!Access.ownsByOrg(found.dialog(), caller)) {
      throw Problem.of(
              ProblemType.FORBIDDEN, "Forbidden", "The dialog belongs to another service owner.")
          .toException();
    }
    return found;
  }
}

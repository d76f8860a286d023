package dev.dialogporten.http.metadata;

import dev.dialogporten.config.HttpSettings;
import dev.dialogporten.config.SearchSettings;
import dev.dialogporten.config.SearchSettings.Limits;
import dev.dialogporten.dialog.body.PatchDocument;
import dev.dialogporten.http.exchange.AcceptedTypes;
import dev.dialogporten.http.exchange.ApiRequest;
import dev.dialogporten.http.exchange.JsonBuilder;
import dev.dialogporten.http.exchange.Reply;
import io.vertx.core.Future;

/** The limits of searches, of each organisation and of dialogs, for everyone to read. */
final class LimitsDocument {
  private final String document;

  LimitsDocument(
      SearchSettings settings, HttpSettings http, dev.dialogporten.dialog.Limits dialogs) {
    JsonBuilder json = new JsonBuilder(512).openObject();
    common(json.openObject("endUserSearch"), settings.endUser())
        .member("maxOrgFilterValues", settings.endUser().orgs())
        .closeObject();
    common(json.openObject("serviceOwnerSearch"), settings.serviceOwner()).closeObject();
    json.openObject("requests").member("maxBodyBytes", http.maxBody());
    json.member("maxInFlight", http.limits().inFlight());
    if (http.limits().requestsPerSecond() > 0) {
      json.member("maxPerSecond", http.limits().requestsPerSecond());
    }
    json.closeObject();
    json.openObject("dialog")
        .member("maxListElements", dialogs.elements())
        .member("maxCharacters", dialogs.characters())
        .member("maxTransmissions", dialogs.transmissions())
        .member("maxPatchCost", PatchDocument.MAX_COST)
        .closeObject();
    document = json.closeObject().toString();
  }

  Future<Reply> get(ApiRequest request) {
    AcceptedTypes.requireJson(request);
    return Future.succeededFuture(Reply.json(document));
  }

  private static JsonBuilder common(JsonBuilder json, Limits limits) {
    return json.member("maxPartyFilterValues", limits.parties())
        .member("maxServiceResourceFilterValues", limits.serviceResources())
        .member("maxExtendedStatusFilterValues", limits.extendedStatuses());
  }
}

package dev.dialogporten.http;

import dev.dialogporten.config.HttpSettings;
import dev.dialogporten.config.SearchSettings;
import dev.dialogporten.config.SearchSettings.Limits;
import io.vertx.core.Future;

/** The limits of searches and of each organisation, for everyone to read. */
final class LimitsDocument {
  private final String document;

  LimitsDocument(SearchSettings settings, HttpSettings http) {
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

package dev.dialogporten.http;

import dev.dialogporten.config.HttpSettings;
import dev.dialogporten.config.SearchSettings;
import dev.dialogporten.config.SearchSettings.Limits;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The limits of searches and of each organisation, for everyone to read. */
final class LimitsDocument {
  /** A weight of zero means "not acceptable" (RFC 9110 section 12.4.2). */
  private static final Pattern REFUSED = Pattern.compile(";\\s*q\\s*=\\s*0(\\.0{0,3})?\\s*(;|$)");

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
    if (!acceptsJson(request.headers("Accept"))) {
      return Future.failedFuture(Problem.of(ProblemType.NOT_ACCEPTABLE).toException());
    }
    return Future.succeededFuture(Reply.json(document));
  }

  private static JsonBuilder common(JsonBuilder json, Limits limits) {
    return json.member("maxPartyFilterValues", limits.parties())
        .member("maxServiceResourceFilterValues", limits.serviceResources())
        .member("maxExtendedStatusFilterValues", limits.extendedStatuses());
  }

  private static boolean acceptsJson(List<String> accept) {
    String ranges = String.join(",", accept).toLowerCase(Locale.ROOT);
    if (ranges.isBlank()) {
      return true;
    }
    for (String range : ranges.split(",")) {
      String type = range.split(";", 2)[0].strip();
      boolean json = List.of("*/*", "application/*", "application/json").contains(type);
      if (json && !REFUSED.matcher(range).find()) {
        return true;
      }
    }
    return false;
  }
}

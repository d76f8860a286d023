package dev.dialogporten.http.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.event.DeadLetter;
import dev.dialogporten.event.EventFilter;
import dev.dialogporten.event.EventPosition;
import dev.dialogporten.event.WebhookSubscription;
import dev.dialogporten.event.WebhookSubscriptions;
import dev.dialogporten.event.WebhookSubscriptions.TestResult;
import dev.dialogporten.http.exchange.ApiRequest;
import dev.dialogporten.http.exchange.JsonBuilder;
import dev.dialogporten.http.exchange.Paths;
import dev.dialogporten.http.exchange.Replies;
import dev.dialogporten.http.exchange.Reply;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Webhook subscriptions of the calling service owner. */
final class Subscriptions {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  private final WebhookSubscriptions webhooks;
  private final Replies replies;

  Subscriptions(WebhookSubscriptions webhooks, Replies replies) {
    this.webhooks = webhooks;
    this.replies = replies;
  }

  Future<Reply> create(ApiRequest request) {
    String org = EventFilters.ownOrg(request);
    return request
        .body(SubscriptionBody::bind)
        .compose(body -> webhooks.create(org, body.draft(), body.since()))
        .map(
            made -> {
              WebhookSubscription subscription = made.subscription();
              String location = Paths.SUBSCRIPTIONS + "/" + subscription.id();
              return replies
                  .json(201, json(subscription, made.secret()), subscription.revision())
                  .with(HttpHeaders.LOCATION, location);
            });
  }

  Future<Reply> list(ApiRequest request) {
    return webhooks
        .list(EventFilters.ownOrg(request))
        .map(
            all -> {
              JsonBuilder json = new JsonBuilder(64 + all.size() * 512);
              json.openArray();
              all.forEach(subscription -> write(json, subscription, null));
              return Reply.json(json.closeArray().toString());
            });
  }

  Future<Reply> get(ApiRequest request) {
    return webhooks.get(EventFilters.ownOrg(request), id(request)).map(this::reply);
  }

  Future<Reply> replace(ApiRequest request) {
    String org = EventFilters.ownOrg(request);
    UUID id = request.pathId("subscriptionId");
    var precondition = request.valid(request.ifMatch());
    return request
        .body(SubscriptionBody::bind)
        .compose(body -> webhooks.replace(org, id, body.draft(), precondition))
        .map(this::reply);
  }

  Future<Reply> delete(ApiRequest request) {
    String org = EventFilters.ownOrg(request);
    UUID id = request.pathId("subscriptionId");
    return webhooks
        .delete(org, id, request.valid(request.ifMatch()))
        .map(deleted -> Reply.status(204));
  }

  Future<Reply> rotateSecret(ApiRequest request) {
    return webhooks
        .rotateSecret(EventFilters.ownOrg(request), id(request))
        .map(
            made ->
                replies.json(
                    json(made.subscription(), made.secret()), made.subscription().revision()));
  }

  Future<Reply> test(ApiRequest request) {
    return webhooks
        .test(EventFilters.ownOrg(request), id(request))
        .map(result -> Reply.json(json(result)));
  }

  Future<Reply> deadLetters(ApiRequest request) {
    String org = EventFilters.ownOrg(request);
    UUID id = request.pathId("subscriptionId");
    EventPosition since = EventStreams.position(request, "since", request.text("since"));
    Integer limit = request.integer("limit");
    if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
      request.faults().add("limit", "'limit' must be between 1 and " + MAX_LIMIT + ".");
    }
    int most = request.valid(limit == null ? DEFAULT_LIMIT : limit);
    return webhooks.deadLetters(org, id, since, most).map(found -> Reply.json(letters(found)));
  }

  Future<Reply> replay(ApiRequest request) {
    String org = EventFilters.ownOrg(request);
    UUID id = id(request);
    return request
        .body(Subscriptions::positions)
        .compose(positions -> webhooks.replay(org, id, positions))
        .map(
            count -> {
              JsonBuilder json = new JsonBuilder(32).openObject().member("replayed", count);
              return Reply.json(202, json.closeObject().toString());
            });
  }

  private static UUID id(ApiRequest request) {
    return request.valid(request.pathId("subscriptionId"));
  }

  /** Empty for all of them. */
  private static List<EventPosition> positions(JsonNode body) {
    Faults faults = new Faults();
    List<EventPosition> positions = new ArrayList<>();
    JsonNode listed = body.path("positions");
    if (!body.isObject() || !(listed.isMissingNode() || listed.isNull() || listed.isArray())) {
      faults.add("positions", "'positions' must be a list of positions.");
    }
    for (JsonNode item : listed) {
      EventPosition position =
          item.isTextual() ? EventPosition.parse(item.textValue()).orElse(null) : null;
      if (position == null) {
        faults.add("positions", "'" + item.asText() + "' is not a position.");
      } else {
        positions.add(position);
      }
    }
    if (listed.isArray() && listed.isEmpty()) {
      faults.add("positions", "'positions' must not be empty.");
    }
    faults.throwIfAny(ProblemType.VALIDATION);
    return positions;
  }

  private Reply reply(WebhookSubscription subscription) {
    return replies.json(json(subscription, null), subscription.revision());
  }

  private static String json(WebhookSubscription subscription, String secret) {
    JsonBuilder json = new JsonBuilder(512);
    write(json, subscription, secret);
    return json.toString();
  }

  private static void write(JsonBuilder json, WebhookSubscription subscription, String secret) {
    EventFilter filter = subscription.draft().filter();
    json.openObject()
        .member("id", subscription.id())
        .member("revision", subscription.revision())
        .text("url", subscription.draft().url())
        .text("description", subscription.draft().description());
    writeTexts(json, "types", filter.types());
    writeTexts(json, "resources", filter.resources());
    writeTexts(json, "parties", filter.parties());
    writeTexts(json, "dialogIds", filter.dialogIds());
    json.member("status", subscription.status())
        .text("disabledReason", subscription.disabledReason())
        .member("createdAt", subscription.createdAt())
        .member("updatedAt", subscription.updatedAt())
        .text("secret", secret)
        .closeObject();
  }

  private static void writeTexts(JsonBuilder json, String name, Collection<?> values) {
    json.openArray(name);
    values.stream().map(Object::toString).sorted().forEach(json::text);
    json.closeArray();
  }

  private static String json(TestResult result) {
    JsonBuilder json = new JsonBuilder(128).openObject().member("delivered", result.delivered());
    if (result.status() > 0) {
      json.member("status", result.status());
    }
    json.member("milliseconds", (int) Math.min(result.millis(), Integer.MAX_VALUE));
    return json.text("error", result.error()).closeObject().toString();
  }

  private static String letters(List<DeadLetter> letters) {
    JsonBuilder json = new JsonBuilder(64 + letters.size() * 900).openObject().openArray("items");
    for (DeadLetter letter : letters) {
      json.openObject()
          .text("position", letter.position().toString())
          .member("dialogId", letter.dialogId())
          .member("attempts", letter.attempts())
          .member("failedAt", letter.failedAt())
          .text("lastError", letter.lastError())
          .json("event", letter.json())
          .closeObject();
    }
    json.closeArray();
    if (!letters.isEmpty()) {
      json.text("next", letters.get(letters.size() - 1).position().toString());
    }
    return json.closeObject().toString();
  }
}

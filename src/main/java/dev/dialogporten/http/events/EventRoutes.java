package dev.dialogporten.http.events;

import static dev.dialogporten.auth.Policy.OWNER_FEED;
import static dev.dialogporten.http.exchange.Paths.DIALOG;
import static dev.dialogporten.http.exchange.Route.action;
import static dev.dialogporten.http.exchange.Route.delete;
import static dev.dialogporten.http.exchange.Route.get;
import static dev.dialogporten.http.exchange.Route.post;
import static dev.dialogporten.http.exchange.Route.put;

import dev.dialogporten.http.exchange.Paths;
import dev.dialogporten.http.exchange.Replies;
import dev.dialogporten.http.exchange.Route;
import java.util.List;
import java.util.stream.Stream;

/** The routes of events: streams, the change feed and webhook subscriptions. */
public final class EventRoutes {
  private static final String SUBSCRIPTIONS = Paths.SUBSCRIPTIONS;
  private static final String SUBSCRIPTION = SUBSCRIPTIONS + "/{subscriptionId}";

  private EventRoutes() {}

  public static Stream<Route> of(EventContext context, Replies replies) {
    return Stream.of(
            events(new EventStreams(context), new ChangePages(context.feed())),
            subscriptions(new Subscriptions(context.subscriptions(), replies)))
        .flatMap(List::stream);
  }

  private static List<Route> events(EventStreams streams, ChangePages changes) {
    return List.of(
        get(Paths.BASE + "/events", "StreamEvents", OWNER_FEED, streams::open),
        get(Paths.BASE + "/changes", "ListChanges", OWNER_FEED, changes::list),
        get(DIALOG + "/changes", "ListDialogChanges", OWNER_FEED, changes::ofDialog));
  }

  private static List<Route> subscriptions(Subscriptions webhooks) {
    return List.of(
        get(SUBSCRIPTIONS, "ListSubscriptions", OWNER_FEED, webhooks::list),
        post(SUBSCRIPTIONS, "CreateSubscription", OWNER_FEED, webhooks::create).unconditional(),
        get(SUBSCRIPTION, "GetSubscription", OWNER_FEED, webhooks::get),
        put(SUBSCRIPTION, "UpdateSubscription", OWNER_FEED, webhooks::replace),
        delete(SUBSCRIPTION, "DeleteSubscription", OWNER_FEED, webhooks::delete),
        action(
                SUBSCRIPTION + "/actions/rotateSecret",
                "RotateSubscriptionSecret",
                OWNER_FEED,
                webhooks::rotateSecret)
            .unconditional(),
        action(SUBSCRIPTION + "/actions/test", "TestSubscription", OWNER_FEED, webhooks::test)
            .unconditional(),
        get(SUBSCRIPTION + "/deadletters", "ListDeadLetters", OWNER_FEED, webhooks::deadLetters),
        post(
                SUBSCRIPTION + "/deadletters/actions/replay",
                "ReplayDeadLetters",
                OWNER_FEED,
                webhooks::replay)
            .unconditional());
  }
}

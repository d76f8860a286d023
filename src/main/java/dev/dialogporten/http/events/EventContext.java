package dev.dialogporten.http.events;

import dev.dialogporten.auth.Authenticator;
import dev.dialogporten.config.EventSettings;
import dev.dialogporten.event.ChangeFeed;
import dev.dialogporten.event.LiveEvents;
import dev.dialogporten.event.WebhookSubscriptions;

/** What the routes about events need. */
public record EventContext(
    LiveEvents live,
    ChangeFeed feed,
    WebhookSubscriptions subscriptions,
    Authenticator authenticator,
    EventSettings.Streams streams) {}

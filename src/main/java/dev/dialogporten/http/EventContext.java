package dev.dialogporten.http;

import dev.dialogporten.auth.Authenticator;
import dev.dialogporten.bus.ChangeFeed;
import dev.dialogporten.bus.LiveEvents;
import dev.dialogporten.bus.WebhookSubscriptions;
import dev.dialogporten.config.EventSettings;

/** What the routes about events need. */
public record EventContext(
    LiveEvents live,
    ChangeFeed feed,
    WebhookSubscriptions subscriptions,
    Authenticator authenticator,
    EventSettings.Streams streams) {}

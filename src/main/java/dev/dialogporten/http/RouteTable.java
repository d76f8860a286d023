package dev.dialogporten.http;

import dev.dialogporten.bus.Bus;
import dev.dialogporten.config.HttpSettings;
import dev.dialogporten.dialog.EndUserAccess;
import dev.dialogporten.dialog.Limits;
import dev.dialogporten.http.dialogs.DialogRoutes;
import dev.dialogporten.http.dialogs.RenderedDialogs;
import dev.dialogporten.http.docs.Documentation;
import dev.dialogporten.http.events.EventContext;
import dev.dialogporten.http.events.EventRoutes;
import dev.dialogporten.http.exchange.Preconditions;
import dev.dialogporten.http.exchange.Replies;
import dev.dialogporten.http.exchange.Route;
import dev.dialogporten.http.metadata.MetadataRoutes;
import dev.dialogporten.http.search.SearchContext;
import dev.dialogporten.http.search.SearchRoutes;
import java.util.List;
import java.util.stream.Stream;

/** Every route, area by area; each area has its own table: path, operation, policy, handler. */
public final class RouteTable {
  private RouteTable() {}

  /** The routes of one verticle. */
  public static List<Route> of(
      HttpSettings settings,
      Bus bus,
      EndUserAccess access,
      RenderedDialogs rendered,
      SearchContext search,
      EventContext events,
      Limits limits,
      boolean requireIfMatch) {
    Replies replies = new Replies(Preconditions.of(settings.etag()));
    return Stream.of(
            DialogRoutes.of(bus, replies, access, rendered, search.resources(), requireIfMatch),
            SearchRoutes.of(bus, access, search),
            EventRoutes.of(events, replies),
            MetadataRoutes.of(settings, search.settings(), limits, search.resources()),
            Documentation.routes().stream())
        .flatMap(routes -> routes)
        .toList();
  }
}

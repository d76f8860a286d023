package dev.dialogporten.http.search;

import static dev.dialogporten.auth.Policy.SEARCH;
import static dev.dialogporten.http.exchange.Paths.DIALOGS;
import static dev.dialogporten.http.exchange.Route.get;

import dev.dialogporten.bus.Bus;
import dev.dialogporten.dialog.EndUserAccess;
import dev.dialogporten.http.exchange.Route;
import java.util.stream.Stream;

/** The routes of searches among dialogs. */
public final class SearchRoutes {
  private SearchRoutes() {}

  public static Stream<Route> of(Bus bus, EndUserAccess access, SearchContext context) {
    SearchDialogs searches = new SearchDialogs(bus, access, context);
    return Stream.of(
        get(DIALOGS, "SearchDialogs", SEARCH, searches::dialogs),
        get(
            DIALOGS + "/endusercontext",
            "SearchDialogEndUserContexts",
            SEARCH,
            searches::endUserContexts));
  }
}

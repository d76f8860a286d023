package dev.dialogporten.http.metadata;

import static dev.dialogporten.auth.Policy.OPEN;
import static dev.dialogporten.http.exchange.Route.get;

import dev.dialogporten.config.HttpSettings;
import dev.dialogporten.config.SearchSettings;
import dev.dialogporten.dialog.Limits;
import dev.dialogporten.dialog.ServiceResources;
import dev.dialogporten.http.exchange.Route;
import java.util.stream.Stream;

/** The routes of what clients may ask about the service itself. */
public final class MetadataRoutes {
  private static final String METADATA = "/api/v1/metadata/";

  private MetadataRoutes() {}

  public static Stream<Route> of(
      HttpSettings http, SearchSettings search, Limits limits, ServiceResources resources) {
    return Stream.of(
        get(METADATA + "limits", "GetLimits", OPEN, new LimitsDocument(search, http, limits)::get),
        get(
            METADATA + "serviceresources",
            "GetServiceResourceMetadata",
            OPEN,
            new ServiceResourcesDocument(resources)::get));
  }
}

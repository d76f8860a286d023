package dev.dialogporten;

import dev.dialogporten.auth.dev.DevTokenRequest;
import dev.dialogporten.config.DatabaseSettings;
import dev.dialogporten.config.Settings;
import java.io.PrintStream;
import java.time.Duration;

/** What a person at a terminal reads. */
final class Console {
  private Console() {}

  static void greet(Service service, Settings settings, Duration duration, PrintStream out) {
    String address = "http://" + settings.http().host() + ":" + service.port();
    out.printf(
        """

        dialogporten-vertx %s, started in %.1f s
          API         %s/api/v1/serviceowner/dialogs
          management  http://%s:%d  (/health/live /health/ready /metrics)
          database    %s
        """,
        Version.text(),
        duration.toMillis() / 1000.0,
        address,
        settings.management().host(),
        service.managementPort(),
        database(service, settings));
    service
        .devIssuer()
        .ifPresent(
            issuer -> out.print(firstRequest(address, issuer.mint(DevTokenRequest.ofDefaults()))));
    out.flush();
  }

  private static String database(Service service, Settings settings) {
    DatabaseSettings.Server server = service.database();
    String address = server.address();
    return settings.database().server().isPresent()
        ? address
        : "embedded PostgreSQL in "
            + settings.database().embedded().directory().toAbsolutePath()
            + " on "
            + address;
  }

  private static String firstRequest(String address, String token) {
    return """

    A token of the sample service owner, good for a day, and a first dialog:

    TOKEN=%s
    curl -i %s/api/v1/serviceowner/dialogs \\
      -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{
        "serviceResource": "urn:altinn:resource:super-simple-service",
        "party": "urn:altinn:organization:identifier-no:991825827",
        "content": {"title": {"mediaType": "text/plain", "value": [{"languageCode": "en", "value": "Hello"}]},
                    "summary": {"mediaType": "text/plain", "value": [{"languageCode": "en", "value": "A first dialog"}]}}}'

    """
        .formatted(token, address);
  }
}

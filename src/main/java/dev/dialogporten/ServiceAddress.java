package dev.dialogporten;

import dev.dialogporten.config.EventSettings;
import dev.dialogporten.config.HttpSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where clients reach the service, as events tell it in their source. */
final class ServiceAddress {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceAddress.class);

  private final HttpSettings http;

  ServiceAddress(HttpSettings http) {
    this.http = http;
  }

  /**
   * Without a configured address that of the socket, or for all of them the name of the machine.
   */
  String uri(int port) {
    return http.baseUri()
        .map(URI::toString)
        .orElseGet(() -> "http://" + (isWildcard() ? machine() : http.host()) + ":" + port);
  }

  /** Says so when events carry an address that is only guessed. */
  void warnIfGuessed(EventSettings events, int port) {
    if (isWildcard() && http.baseUri().isEmpty() && events.baseUri().isEmpty()) {
      LOG.warn(
          "http.host={} is no address that clients can use: events name {} as their source; set"
              + " http.base-uri",
          http.host(),
          uri(port));
    }
  }

  private boolean isWildcard() {
    try {
      return InetAddress.getByName(http.host()).isAnyLocalAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}

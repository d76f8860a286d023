package dev.dialogporten.http.server;

import dev.dialogporten.http.exchange.Reply;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/**
 * Which pages of other origins may call the service from a browser (the CORS protocol of the Fetch
 * standard). Tokens travel in a header, so no credentials are allowed for.
 */
public final class Cors {
  private static final String ANY = "*";
  private static final CharSequence ALLOWED_HEADERS =
      HttpHeaders.createOptimized(
          "Accept, Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match,"
              + " If-None-Match, Last-Event-ID, Prefer, traceparent, tracestate");
  private static final CharSequence EXPOSED_HEADERS =
      HttpHeaders.createOptimized(
          "Accept-Patch, Accept-Post, Allow, Content-Location, Dialogporten-Ignored,"
              + " Dialogporten-Rebased, ETag, Idempotent-Replayed, Location, Preference-Applied,"
              + " RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate");

  /** Browsers keep no answer for longer. */
  private static final CharSequence MAX_AGE = HttpHeaders.createOptimized("7200");

  private final Set<String> origins;

  /**
   * @param origins as browsers send them, or an asterisk for all; empty for none
   */
  public Cors(Set<String> origins) {
    this.origins = Set.copyOf(origins);
  }

  /** Says on any answer whether the page that asked may read it. */
  void mark(HttpServerRequest request, MultiMap headers) {
    if (origins.isEmpty()) {
      return;
    }
    boolean any = origins.contains(ANY);
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (!any) {
      headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    }
    if (origin != null && (any || origins.contains(origin))) {
      headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, any ? ANY : origin);
      headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED_HEADERS);
    }
  }

  /** The answer to OPTIONS, for the browser that asks before the page may. */
  Reply preflight(HttpServerRequest request, Reply reply, Advertisement offer) {
    boolean asks = request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    if (origins.isEmpty() || !asks) {
      return reply;
    }
    return reply
        .with(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, String.join(", ", offer.methods()))
        .with(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS)
        .with(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE);
  }
}

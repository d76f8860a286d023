package dev.dialogporten.http.server;

import dev.dialogporten.http.exchange.BodyUse;
import dev.dialogporten.http.exchange.Reply;
import dev.dialogporten.http.exchange.Route;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a path offers, for those who asked for something else.
 *
 * @param methods sorted, for {@code Allow} (RFC 9110 section 10.2.1)
 * @param patchable whether PATCH is among them, so that {@code Accept-Patch} (RFC 5789 section 3.1)
 *     says how
 */
record Advertisement(Set<String> methods, boolean patchable) {
  private static final CharSequence ACCEPT_PATCH = HttpHeaders.createOptimized("Accept-Patch");

  static Advertisement of(Map<HttpMethod, Route> routes) {
    Set<String> methods = new TreeSet<>();
    routes.keySet().forEach(method -> methods.add(method.name()));
    if (routes.containsKey(HttpMethod.GET)) {
      methods.add("HEAD");
    }
    methods.add("OPTIONS");
    return new Advertisement(methods, routes.containsKey(HttpMethod.PATCH));
  }

  Reply addTo(Reply reply) {
    Reply allowing = reply.with(HttpHeaders.ALLOW, String.join(", ", methods));
    return patchable
        ? allowing.with(ACCEPT_PATCH, String.join(", ", BodyUse.PATCH.mediaTypes()))
        : allowing;
  }
}

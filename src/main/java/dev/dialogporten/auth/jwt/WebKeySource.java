package dev.dialogporten.auth.jwt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.auth.source.BoundedFetch;
import io.vertx.core.Future;
import java.net.URI;

/**
 * Keys from the web: found through a discovery document (OpenID Connect Discovery 1.0 or RFC 8414)
 * when {@code discovery} is set, else at {@code keySet}.
 */
record WebKeySource(BoundedFetch web, URI discovery, String configuredIssuer, URI keySet)
    implements KeySource {

  static WebKeySource discovering(BoundedFetch web, URI discovery) {
    return new WebKeySource(web, discovery, null, null);
  }

  static WebKeySource of(BoundedFetch web, String issuer, URI keySet) {
    return new WebKeySource(web, null, issuer, keySet);
  }

  @Override
  public Future<Answer> fetch() {
    return discovery == null
        ? keysAt(configuredIssuer, keySet)
        : web.get(discovery).compose(this::follow);
  }

  private Future<Answer> follow(String document) {
    ObjectNode metadata = StrictJson.object(document).orElse(null);
    String issuer = metadata == null ? null : StrictJson.text(metadata, "issuer");
    String location = metadata == null ? null : StrictJson.text(metadata, "jwks_uri");
    if (issuer == null || location == null) {
      return Future.failedFuture(discovery + " is not a discovery document");
    }
    URI uri = URI.create(location);
    if ("https".equals(discovery.getScheme()) && !"https".equals(uri.getScheme())) {
      return Future.failedFuture(discovery + " names a key set that is not fetched by https");
    }
    return keysAt(issuer, uri);
  }

  private Future<Answer> keysAt(String issuer, URI uri) {
    return web.get(uri).map(json -> new Answer(issuer, JwkSet.parse(json)));
  }
}

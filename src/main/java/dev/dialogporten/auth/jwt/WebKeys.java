package dev.dialogporten.auth.jwt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.refresh.BoundedFetch;
import io.vertx.core.Future;
import java.net.URI;

/** Keys of issuers on the web. */
final class WebKeys {
  private final BoundedFetch web;

  WebKeys(BoundedFetch web) {
    this.web = web;
  }

  /** The key set at a known place. */
  Future<IssuerDocument> at(String issuer, URI keySet) {
    return web.get(keySet).map(json -> new IssuerDocument(issuer, JwkSet.parse(json)));
  }

  /** Issuer and key set named by a discovery document (OpenID Connect Discovery 1.0, RFC 8414). */
  Future<IssuerDocument> discoveredAt(URI discovery) {
    return web.get(discovery).compose(document -> follow(discovery, document));
  }

  private Future<IssuerDocument> follow(URI discovery, String document) {
    ObjectNode metadata = StrictJson.object(document).orElse(null);
    String issuer = metadata == null ? null : StrictJson.text(metadata, "issuer");
    String location = metadata == null ? null : StrictJson.text(metadata, "jwks_uri");
    if (issuer == null || location == null) {
      return Future.failedFuture(discovery + " is not a discovery document");
    }
    URI keySet = URI.create(location);
    if ("https".equals(discovery.getScheme()) && !"https".equals(keySet.getScheme())) {
      return Future.failedFuture(discovery + " names a key set that is not fetched by https");
    }
    return at(issuer, keySet);
  }
}

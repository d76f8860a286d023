package dev.dialogporten.auth.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the development issuer answers over HTTP; JSON texts in, JSON texts out. */
public final class DevTokenDesk {
  private final DevIssuer issuer;

  public DevTokenDesk(DevIssuer issuer) {
    this.issuer = issuer;
  }

  /** A token response (RFC 6749 section 5.1) with the token of the sample service owner. */
  public String token() {
    return response(DevTokenRequest.ofDefaults());
  }

  /**
   * A token response with the token that the body describes; throws a {@code ProblemException}
   * (400).
   *
   * @param body members {@code orgNumber}, {@code orgCode}, {@code scopes}, {@code pid}, {@code
   *     systemUser} and {@code ttl} in seconds, all optional
   */
  public String token(JsonNode body) {
    return response(DevTokenBody.read(body));
  }

  /** The JSON Web Key Set. */
  public String keySet() {
    return issuer.publicKeySet().toString();
  }

  /**
   * The discovery document.
   *
   * @param base scheme and authority by which the client reached this service
   */
  public String discovery(String base) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("issuer", issuer.issuer());
    document.put("jwks_uri", base + "/dev/jwks");
    document.put("token_endpoint", base + "/dev/token");
    document.putArray("id_token_signing_alg_values_supported").add("RS256");
    document.putArray("response_types_supported").add("token");
    document.putArray("subject_types_supported").add("public");
    return document.toString();
  }

  private String response(DevTokenRequest request) {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    response.put("access_token", issuer.mint(request));
    response.put("token_type", "Bearer");
    response.put("expires_in", request.ttl().toSeconds());
    response.put("scope", String.join(" ", request.scopes()));
    return response.toString();
  }
}

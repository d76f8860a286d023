package dev.dialogporten.auth.jwt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The usable keys of one issuer (RFC 7517 section 5). Immutable; equal when the keys are equal. */
record JwkSet(List<VerificationKey> keys) {
  /** More keys than any provider has; bounds what a broken one can make us hold. */
  private static final int MAX_KEYS = 200;

  JwkSet {
    keys = List.copyOf(keys);
  }

  /**
   * Keys that cannot be used are passed over, as RFC 7517 section 5 asks.
   *
   * @throws IllegalArgumentException when the text is no key set or holds no usable key
   */
  static JwkSet parse(String json) {
    ObjectNode set =
        StrictJson.object(json)
            .filter(object -> object.path("keys").isArray())
            .orElseThrow(() -> new IllegalArgumentException("not a JSON Web Key Set"));
    List<VerificationKey> keys = new ArrayList<>();
    for (JsonNode jwk : set.get("keys")) {
      if (keys.size() < MAX_KEYS) {
        JwkReader.read(jwk).ifPresent(keys::add);
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("the key set holds no key that can verify signatures");
    }
    return new JwkSet(keys);
  }

  /** The key with this id that fits the algorithm; keys of two types may share an id. */
  Optional<VerificationKey> find(String id, SignatureAlgorithm algorithm) {
    return keys.stream().filter(k -> k.id().equals(id) && algorithm.fits(k)).findFirst();
  }

  /** Whether any key has this id, of whatever kind. */
  boolean has(String id) {
    return keys.stream().anyMatch(k -> k.id().equals(id));
  }
}

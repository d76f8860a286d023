package dev.dialogporten.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A token in the making: members of header and claims as JSON text, changed one at a time from
 * those of a good service owner token. Immutable.
 */
record Token(
    String algorithm, String signer, Map<String, String> header, Map<String, String> claims) {
  /** 2030-06-01T12:00:00Z, where the test clock stands. */
  static final long NOW = 1906545600L;

  static final String OWNER = "{\"authority\":\"iso6523-actorid-upis\",\"ID\":\"0192:991825827\"}";

  static Token good() {
    Map<String, String> claims = new LinkedHashMap<>();
    claims.put("iss", "\"" + TestAuthenticator.ISSUER + "\"");
    claims.put("exp", String.valueOf(NOW + 600));
    claims.put("scope", "\"digdir:dialogporten.serviceprovider\"");
    claims.put("consumer", OWNER);
    return new Token("RS256", "rsa", naming("RS256", "rsa"), claims);
  }

  /** Signed by another key, the header saying so. */
  Token signedBy(String algorithmName, String key) {
    return new Token(algorithmName, key, naming(algorithmName, key), claims);
  }

  /** The header member says this (JSON text), whatever the signature is; null for nothing. */
  Token header(String member, String json) {
    return new Token(algorithm, signer, with(header, member, json), claims);
  }

  /** The claim is this (JSON text); null for none. */
  Token claim(String name, String json) {
    return new Token(algorithm, signer, header, with(claims, name, json));
  }

  String compact() {
    return TestKeys.sign(algorithm, signer, json(header), json(claims));
  }

  /** Claims as JSON text. */
  String claimsJson() {
    return json(claims);
  }

  String headerJson() {
    return json(header);
  }

  private static Map<String, String> naming(String algorithm, String key) {
    Map<String, String> header = new LinkedHashMap<>();
    header.put("alg", "\"" + algorithm + "\"");
    header.put("typ", "\"JWT\"");
    header.put("kid", "\"" + key + "\"");
    return header;
  }

  private static Map<String, String> with(Map<String, String> map, String name, String json) {
    Map<String, String> copy = new LinkedHashMap<>(map);
    copy.remove(name);
    if (json != null) {
      copy.put(name, json);
    }
    return copy;
  }

  private static String json(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}

package dev.dialogporten.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.dialog.value.Parties;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reading of the claims that say who somebody is. A claim of the wrong form counts as absent. */
final class Claims {
  private static final String ORGANIZATION_AUTHORITY = "iso6523-actorid-upis";

  /** ISO 6523 code of the Norwegian register of legal entities. */
  private static final String ORGANIZATION_PREFIX = "0192:";

  private static final Map<String, Integer> LEVELS =
      Map.of(
          "idporten-loa-low", 0,
          "selfregistered-email", 0,
          "idporten-loa-substantial", 3,
          "idporten-loa-high", 4);
  private static final int SYSTEM_USER_LEVEL = 3;

  private final JsonNode claims;

  Claims(JsonNode claims) {
    this.claims = claims;
  }

  /** A blank-separated string (RFC 8693 section 4.2), or an array of such. */
  Set<String> scopes() {
    Set<String> scopes = new HashSet<>();
    JsonNode claim = claims.path("scope");
    addScopes(claim, scopes);
    if (claim.isArray()) {
      claim.forEach(each -> addScopes(each, scopes));
    }
    return scopes;
  }

  /** Organisation number of the {@code consumer}, or null. */
  String consumer() {
    JsonNode consumer = claims.path("consumer");
    String id = consumer.path("ID").asText("");
    boolean valid =
        ORGANIZATION_AUTHORITY.equalsIgnoreCase(consumer.path("authority").textValue())
            && id.startsWith(ORGANIZATION_PREFIX)
            && Parties.isOrganizationNumber(id.substring(ORGANIZATION_PREFIX.length()));
    return valid ? id.substring(ORGANIZATION_PREFIX.length()) : null;
  }

  boolean hasPersonalNumber() {
    String pid = text("pid");
    return pid != null && Parties.isPersonalNumber(pid);
  }

  boolean isSystemUser() {
    JsonNode details = claims.path("authorization_details");
    if (details.isArray()) {
      for (JsonNode each : details) {
        if (isSystemUser(each)) {
          return true;
        }
      }
    }
    return isSystemUser(details);
  }

  boolean isEmailUser() {
    JsonNode method = claims.path("amr");
    JsonNode only = method.isArray() && method.size() == 1 ? method.get(0) : method;
    return text("email") != null && "Selfregistered-email".equals(only.textValue());
  }

  /** Null when no claim says it. */
  Integer authenticationLevel() {
    JsonNode level = claims.path("urn:altinn:authlevel");
    int given = level.isTextual() ? level.asInt(-1) : level.isInt() ? level.intValue() : -1;
    if (given >= 0) {
      return given;
    }
    String acr = text("acr");
    Integer known = acr == null ? null : LEVELS.get(acr);
    return known == null && isSystemUser() ? Integer.valueOf(SYSTEM_USER_LEVEL) : known;
  }

  /** A string claim that is not blank, or null. */
  String text(String claim) {
    String text = claims.path(claim).textValue();
    return text == null || text.isBlank() ? null : text;
  }

  private static void addScopes(JsonNode claim, Set<String> scopes) {
    if (claim.isTextual()) {
      for (String name : claim.textValue().split(" ", -1)) {
        if (!name.isEmpty()) {
          scopes.add(name);
        }
      }
    }
  }

  private static boolean isSystemUser(JsonNode detail) {
    return "urn:altinn:systemuser".equals(detail.path("type").textValue())
        && detail.path("systemuser_id").path(0).isTextual();
  }
}

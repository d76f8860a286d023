package dev.dialogporten.dialog;

import java.util.Set;

/**
 * Who sends a request, as far as decisions need to know. Made from a verified token; immutable.
 *
 * @param organizationNumber nine digits from the {@code consumer} claim
 * @param organizationCode short name of the organisation, lower case; null when neither token nor
 *     registry knows one
 * @param scopes exact scope names of the token
 * @param endUserId {@code urn:altinn:person:identifier-no:…} when the call is made on behalf of a
 *     person, else null
 */
public record Caller(
    String organizationNumber, String organizationCode, Set<String> scopes, String endUserId) {

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  public boolean has(String scope) {
    return scopes.contains(scope);
  }

  /** May act on dialogs of every service owner. */
  public boolean isAdmin() {
    return has(Scope.ADMIN);
  }

  /** May use correspondence resources, their activity types and longer texts. */
  public boolean isCorrespondence() {
    return has(Scope.CORRESPONDENCE);
  }

  /** May send HTML content. */
  public boolean mayUseLegacyHtml() {
    return has(Scope.LEGACY_HTML);
  }

  /** The acting organisation as an actor or party URN. */
  public String organizationUrn() {
    return "urn:altinn:organization:identifier-no:" + organizationNumber;
  }

  /** Personal numbers stay out of logs. */
  @Override
  public String toString() {
    return "Caller[" + organizationNumber + ", " + organizationCode + "]";
  }
}

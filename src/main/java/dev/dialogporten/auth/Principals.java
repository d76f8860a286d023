package dev.dialogporten.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.Scope;
import dev.dialogporten.dialog.ServiceResource;
import dev.dialogporten.dialog.ServiceResources;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Claims of a verified token, and what the registry knows of its organisation, to a principal. */
final class Principals {
  private final ServiceResources resources;

  Principals(ServiceResources resources) {
    this.resources = resources;
  }

  Principal from(JsonNode verified) {
    Claims claims = new Claims(verified);
    Set<String> scopes = claims.scopes();
    String number = claims.consumer();
    String fault = number == null ? "The token names no valid consumer organisation." : null;
    String code = null;
    if (number != null) {
      String claimed = claims.text("urn:altinn:org");
      code = claimed == null ? registeredCode(number) : claimed.toLowerCase(Locale.ROOT);
      if (claimed != null && contradictsRegistry(number, code)) {
        fault = "The token's urn:altinn:org is not the short name of its consumer organisation.";
      }
    }
    Caller caller = fault == null ? new Caller(number, code, scopes, null) : null;
    return new Principal(
        type(claims, scopes, caller),
        scopes,
        caller,
        fault,
        claims.text("client_id"),
        claims.authenticationLevel());
  }

  /** The first kind that fits. */
  private static UserType type(Claims claims, Set<String> scopes, Caller caller) {
    boolean serviceOwner = scopes.contains(Scope.SERVICE_PROVIDER);
    if (claims.hasPersonalNumber()) {
      return serviceOwner ? UserType.ServiceOwnerOnBehalfOfPerson : UserType.Person;
    }
    if (claims.isSystemUser()) {
      return UserType.SystemUser;
    }
    if (serviceOwner && caller != null) {
      return UserType.ServiceOwner;
    }
    return claims.isEmailUser() ? UserType.IdportenEmailIdentifiedUser : UserType.Unknown;
  }

  /**
   * The organisation number decides. A short name is believed when the registry gives it to this
   * number, or knows neither: otherwise whoever is unknown could claim another's name.
   */
  private boolean contradictsRegistry(String number, String code) {
    Set<String> registered = codesOf(number);
    return registered.isEmpty()
        ? !resources.organizationNumbers(code).isEmpty()
        : !registered.contains(code);
  }

  private String registeredCode(String number) {
    return resources.organizationCode(number).orElse(null);
  }

  /** An organisation may have resources under several short names. */
  private Set<String> codesOf(String number) {
    Set<String> codes =
        resources.ownedBy(number).stream()
            .map(ServiceResource::organizationCode)
            .collect(Collectors.toCollection(HashSet::new));
    resources.organizationCode(number).ifPresent(codes::add);
    return codes;
  }
}

package dev.dialogporten.auth;

import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.Scope;
import java.util.Set;

/**
 * Who a verified token stands for. Immutable.
 *
 * @param scopes exact scope names of the token
 * @param caller null when the token names no valid consumer organisation
 * @param callerFault why there is no caller, for the client; null when there is one
 * @param clientId for the audit log, may be null
 * @param authenticationLevel how sure the issuer is of the user, 0 to 4; null when it does not say
 */
public record Principal(
    UserType userType,
    Set<String> scopes,
    Caller caller,
    String callerFault,
    String clientId,
    Integer authenticationLevel) {

  public Principal {
    scopes = Set.copyOf(scopes);
  }

  public Principal(UserType userType, Set<String> scopes, Caller caller) {
    this(userType, scopes, caller, null, null, null);
  }

  public boolean has(String scope) {
    return scopes.contains(scope);
  }

  public boolean isServiceProvider() {
    return has(Scope.SERVICE_PROVIDER);
  }

  /**
   * The same service owner acting for a person.
   *
   * @param personUrn {@code urn:altinn:person:identifier-no:…}
   */
  public Principal onBehalfOf(String personUrn) {
    Caller acting =
        new Caller(caller.organizationNumber(), caller.organizationCode(), scopes, personUrn);
    return new Principal(
        UserType.ServiceOwnerOnBehalfOfPerson, scopes, acting, null, clientId, authenticationLevel);
  }
}

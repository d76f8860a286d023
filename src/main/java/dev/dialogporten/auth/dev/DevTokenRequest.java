package dev.dialogporten.auth.dev;

import dev.dialogporten.dialog.Scope;
import java.time.Duration;
import java.util.List;

/**
 * What a development token should say. Values are not checked: a wrong organisation number is a
 * legitimate wish of somebody who tests refusals.
 *
 * @param organizationNumber nine digits, or null for a token without {@code consumer}
 * @param organizationCode short name, or null for a token without {@code urn:altinn:org}
 * @param pid personal number, or null
 * @param systemUser UUID of a system user, or null
 * @param ttl negative for a token that has expired
 */
public record DevTokenRequest(
    String organizationNumber,
    String organizationCode,
    List<String> scopes,
    String pid,
    String systemUser,
    Duration ttl) {

  /** Owner of the first resources of the sample registry. */
  public static final String DEFAULT_NUMBER = "991825827";

  public static final String DEFAULT_CODE = "ttd";

  /**
   * Every scope that opens an endpoint to a service owner. Those that loosen rules (admin,
   * correspondence, legacy HTML) have to be asked for, so that ordinary requests meet the ordinary
   * rules.
   */
  public static final List<String> SERVICE_OWNER_SCOPES =
      List.of(
          Scope.SERVICE_PROVIDER,
          Scope.SEARCH,
          Scope.CHANGE_TRANSMISSIONS,
          Scope.NOTIFICATION_CONDITION_CHECK);

  static final Duration DEFAULT_TTL = Duration.ofHours(24);

  public DevTokenRequest {
    scopes = List.copyOf(scopes);
  }

  /** The sample service owner with all service owner scopes, for a day. */
  public static DevTokenRequest ofDefaults() {
    return of(DEFAULT_NUMBER, DEFAULT_CODE);
  }

  public static DevTokenRequest of(String organizationNumber, String organizationCode) {
    return new DevTokenRequest(
        organizationNumber, organizationCode, SERVICE_OWNER_SCOPES, null, null, DEFAULT_TTL);
  }

  public DevTokenRequest withOrganization(String number, String code) {
    return new DevTokenRequest(number, code, scopes, pid, systemUser, ttl);
  }

  public DevTokenRequest withScopes(List<String> names) {
    return new DevTokenRequest(organizationNumber, organizationCode, names, pid, systemUser, ttl);
  }

  public DevTokenRequest withPid(String number) {
    return new DevTokenRequest(
        organizationNumber, organizationCode, scopes, number, systemUser, ttl);
  }

  public DevTokenRequest withSystemUser(String uuid) {
    return new DevTokenRequest(organizationNumber, organizationCode, scopes, pid, uuid, ttl);
  }

  public DevTokenRequest withTtl(Duration duration) {
    return new DevTokenRequest(
        organizationNumber, organizationCode, scopes, pid, systemUser, duration);
  }

  /** Personal numbers stay out of logs. */
  @Override
  public String toString() {
    return "DevTokenRequest[" + organizationNumber + ", " + organizationCode + "]";
  }
}

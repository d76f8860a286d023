package dev.dialogporten.dialog;

import java.util.Map;

/**
 * A registered service. Ids, types and codes are lower case.
 *
 * @param id URN with the prefix {@code urn:altinn:resource:}
 * @param type one of {@code genericaccessresource}, {@code altinnapp}, {@code migratedapp}, {@code
 *     correspondenceservice}
 * @param organizationNumber owner, nine digits
 * @param organizationCode owner's short name
 * @param minimumAuthenticationLevel null when unknown
 * @param delegable whether access to it can be delegated
 * @param title language code to text, may be empty
 */
public record ServiceResource(
    String id,
    String type,
    String organizationNumber,
    String organizationCode,
    Integer minimumAuthenticationLevel,
    boolean delegable,
    Map<String, String> title) {

  public static final String PREFIX = "urn:altinn:resource:";
  public static final String CORRESPONDENCE_TYPE = "correspondenceservice";

  public ServiceResource {
    title = Map.copyOf(title);
  }

  public boolean isCorrespondence() {
    return CORRESPONDENCE_TYPE.equals(type);
  }
}

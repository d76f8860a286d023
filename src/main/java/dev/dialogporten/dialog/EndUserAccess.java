package dev.dialogporten.dialog;

import java.util.Set;

/**
 * What end users may see and do, for requests made on a person's behalf ({@code endUserId}). In
 * memory, never blocks.
 */
public interface EndUserAccess {
  /** In place of a party: whichever it is. */
  String ANY_PARTY = "*";

  /** Whether the person has any access to dialogs of this party and service resource. */
  boolean mayAccess(String personUrn, String party, String serviceResource);

  /**
   * Whether the person may perform an action.
   *
   * @param authorizationAttribute attribute the action is decided on, or null for the main resource
   */
  boolean mayPerform(
      String personUrn,
      String party,
      String serviceResource,
      String action,
      String authorizationAttribute);

  /**
   * The (party, resource) pairs of a person, for searches. An empty set of resources means every
   * resource of that party, {@link #ANY_PARTY} every party.
   */
  Set<Grant> grantsOf(String personUrn);

  /** True when every person may see every dialog: no restriction is to be applied. */
  boolean isUnrestricted();

  /** Access to dialogs of one party or any, to the named resources or, when empty, to all. */
  record Grant(String party, Set<String> serviceResources) {}
}

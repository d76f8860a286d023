package dev.dialogporten.dialog;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The registry of service resources and owners, in memory; safe to call from any thread, never
 * blocks.
 */
public interface ServiceResources {

  /** The resource with this URN; the argument is compared in lower case. */
  Optional<ServiceResource> find(String urn);

  /** Every resource. */
  Collection<ServiceResource> all();

  /** Every resource whose owner has this organisation number. */
  Collection<ServiceResource> ownedBy(String organizationNumber);

  /** Short name of the organisation, from its resources or the table of owners. */
  Optional<String> organizationCode(String organizationNumber);

  /** Organisation numbers of those the registry knows by this short name, in lower case. */
  Set<String> organizationNumbers(String organizationCode);

  /** Display name per language of the owner with this short name; empty when unknown. */
  Map<String, String> organizationName(String organizationCode);

  /** True when the resource exists and its owner is the given organisation (ownership "R"). */
  default boolean isOwnedBy(String urn, String organizationNumber) {
    return find(urn).filter(r -> r.organizationNumber().equals(organizationNumber)).isPresent();
  }
}

package dev.dialogporten.testing;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service owner with resources in the {@link TestRegistry}: {@link #resource()} of type
 * GenericAccessResource and {@link #correspondence()}.
 *
 * @param organizationNumber nine digits with a valid control digit
 * @param organizationCode short name
 */
public record ServiceOwner(String organizationNumber, String organizationCode) {
  private static final AtomicInteger NEXT = new AtomicInteger();

  /** One that no other test of this run has been given. */
  public static ServiceOwner fresh() {
    return TestRegistry.OWNERS.get(NEXT.getAndIncrement() % TestRegistry.OWNERS.size());
  }

  /** URN of its ordinary service resource. */
  public String resource() {
    return "urn:altinn:resource:" + organizationCode + "-service";
  }

  /** URN of its second ordinary service resource. */
  public String otherResource() {
    return "urn:altinn:resource:" + organizationCode + "-other";
  }

  /** URN of its service resource of type CorrespondenceService. */
  public String correspondence() {
    return "urn:altinn:resource:" + organizationCode + "-correspondence";
  }
}

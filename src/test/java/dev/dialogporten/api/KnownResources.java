package dev.dialogporten.api;

import dev.dialogporten.dialog.ServiceResource;
import dev.dialogporten.dialog.ServiceResources;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resources of one organisation: {@code open} needs no authentication, {@code guarded} does. */
final class KnownResources implements ServiceResources {
  private static final List<ServiceResource> ALL =
      List.of(resource("open", 0), resource("guarded", 3));

  private static ServiceResource resource(String name, int level) {
    return new ServiceResource(
        ServiceResource.PREFIX + name,
        "genericaccessresource",
        ApiFixture.ORGANIZATION,
        "ttd",
        level,
        true,
        Map.of("nb", "Tjenesten " + name, "en", "The service " + name));
  }

  @Override
  public Optional<ServiceResource> find(String urn) {
    return ALL.stream().filter(resource -> resource.id().equals(urn)).findFirst();
  }

  @Override
  public Collection<ServiceResource> all() {
    return ALL;
  }

  @Override
  public Collection<ServiceResource> ownedBy(String organizationNumber) {
    return organizationNumber.equals(ApiFixture.ORGANIZATION) ? ALL : List.of();
  }

  @Override
  public Optional<String> organizationCode(String organizationNumber) {
    return organizationNumber.equals(ApiFixture.ORGANIZATION)
        ? Optional.of("ttd")
        : Optional.empty();
  }

  @Override
  public Set<String> organizationNumbers(String organizationCode) {
    return organizationCode.equals("ttd") ? Set.of(ApiFixture.ORGANIZATION) : Set.of();
  }

  @Override
  public Map<String, String> organizationName(String organizationCode) {
    return organizationCode.equals("ttd")
        ? Map.of("nb", "Testdepartementet", "en", "Test Ministry")
        : Map.of();
  }
}

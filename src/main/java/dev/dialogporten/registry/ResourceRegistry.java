package dev.dialogporten.registry;

import dev.dialogporten.dialog.ServiceResource;
import dev.dialogporten.dialog.ServiceResources;
import dev.dialogporten.refresh.Polled;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry of service resources, in memory; reads take no lock. Sources are asked in the
 * background, and what they said last is kept for as long as they cannot be reached.
 */
public final class ResourceRegistry implements ServiceResources {
  private static final Logger LOG = LoggerFactory.getLogger(ResourceRegistry.class);

  private final AtomicLong version = new AtomicLong();
  private volatile RegistrySnapshot snapshot = RegistrySnapshot.EMPTY;
  private volatile List<Polled<RegistryContent>> sources = List.of();

  ResourceRegistry() {}

  /**
   * @param sources what a later one says of a resource or owner wins; each tells {@link #rebuild}
   */
  void readFrom(List<Polled<RegistryContent>> sources) {
    this.sources = List.copyOf(sources);
  }

  /** Grows whenever the content changes. */
  public long version() {
    return version.get();
  }

  /**
   * False until each source has answered once: before that, nobody can say that a resource does not
   * exist.
   */
  public boolean isLoaded() {
    return sources.stream().allMatch(source -> source.latest() != null);
  }

  public void close() {
    sources.forEach(Polled::close);
  }

  @Override
  public Optional<ServiceResource> find(String urn) {
    return Optional.ofNullable(snapshot.byId().get(urn.toLowerCase(Locale.ROOT)));
  }

  @Override
  public Collection<ServiceResource> all() {
    return snapshot.byId().values();
  }

  @Override
  public Collection<ServiceResource> ownedBy(String organizationNumber) {
    return snapshot.byOwner().getOrDefault(organizationNumber, List.of());
  }

  @Override
  public Optional<String> organizationCode(String organizationNumber) {
    return Optional.ofNullable(snapshot.codeByNumber().get(organizationNumber));
  }

  @Override
  public Set<String> organizationNumbers(String organizationCode) {
    return snapshot.numbersByCode().getOrDefault(organizationCode, Set.of());
  }

  @Override
  public Map<String, String> organizationName(String organizationCode) {
    return organizationCode == null
        ? Map.of()
        : snapshot.nameByCode().getOrDefault(organizationCode, Map.of());
  }

  /** Takes in what the sources say now. */
  synchronized void rebuild() {
    snapshot =
        RegistrySnapshot.of(sources.stream().map(Polled::latest).filter(Objects::nonNull).toList());
    version.incrementAndGet();
    LOG.info(
        "Registry: {} service resources of {} organisations",
        snapshot.byId().size(),
        snapshot.byOwner().size());
  }
}

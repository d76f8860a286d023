package dev.dialogporten.dialog.decision;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dialogporten.dialog.ActorNames;
import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.Deadline;
import dev.dialogporten.dialog.EndUserAccess;
import dev.dialogporten.dialog.Limits;
import dev.dialogporten.dialog.Scope;
import dev.dialogporten.dialog.ServiceResource;
import dev.dialogporten.dialog.ServiceResources;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What decisions know of the world, made up: a clock that is set, a registry, names, callers. */
final class World {
  static final String RESOURCE = "urn:altinn:resource:own";
  static final String CORRESPONDENCE = "urn:altinn:resource:letters";
  static final String FOREIGN = "urn:altinn:resource:foreign";
  static final String PARTY = "urn:altinn:organization:identifier-no:991825827";
  static final String PERSON = "urn:altinn:person:identifier-no:08844397713";
  static final String STRANGER = "urn:altinn:person:identifier-no:03886595947";

  static final Caller OWNER = caller();
  static final Caller ADMIN = caller(Scope.ADMIN);
  static final Caller POST_OFFICE = caller(Scope.CORRESPONDENCE);
  static final Caller OTHER = new Caller("974760673", "brg", Set.of(Scope.SERVICE_PROVIDER), null);

  private static final JsonMapper LENIENT =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .build();

  final Set<String> barred = new HashSet<>();
  Instant now = Instant.parse("2026-03-01T12:00:00.000001Z");
  Limits limits = Limits.DEFAULT;
  private long ids;
  private long revisions;

  static Caller caller(String... scopes) {
    Set<String> all = new HashSet<>(List.of(scopes));
    all.add(Scope.SERVICE_PROVIDER);
    return new Caller("991825827", "ttd", all, null);
  }

  static Caller onBehalfOf(Caller caller, String person) {
    return new Caller(
        caller.organizationNumber(), caller.organizationCode(), caller.scopes(), person);
  }

  /** JSON with single quotes and bare names, for reading in tests. */
  static JsonNode json(String text) {
    try {
      return LENIENT.readTree(text);
    } catch (java.io.IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Version 7, increasing, from long ago so that they pass as supplied ids too. */
  UUID newId() {
    return new UUID((0x019000000000L << 16) | 0x7000L, 0x8000000000000000L | ++ids);
  }

  DecisionContext context() {
    return new DecisionContext(
        now,
        new Registry(),
        World::nameOf,
        new Admission(barred),
        this::newId,
        this::newRevision,
        limits,
        Deadline.NONE);
  }

  private UUID newRevision() {
    return new UUID(0x4000L, 0x8000000000000000L | ++revisions);
  }

  private static ActorNames.Answer nameOf(String id) {
    return switch (id) {
      case STRANGER -> new ActorNames.Answer.Unknown();
      case PARTY -> new ActorNames.Answer.Nameless();
      default -> new ActorNames.Answer.Known("KARI NORDMANN");
    };
  }

  private static final class Registry implements ServiceResources {
    private static final Map<String, ServiceResource> ALL =
        Map.of(
            RESOURCE, resource(RESOURCE, "genericaccessresource", "991825827", "ttd"),
            CORRESPONDENCE, resource(CORRESPONDENCE, "correspondenceservice", "991825827", "ttd"),
            FOREIGN, resource(FOREIGN, "genericaccessresource", "974760673", "brg"));

    private static ServiceResource resource(String id, String type, String number, String code) {
      return new ServiceResource(id, type, number, code, null, true, Map.of());
    }

    @Override
    public Optional<ServiceResource> find(String urn) {
      return Optional.ofNullable(ALL.get(urn));
    }

    @Override
    public Collection<ServiceResource> all() {
      return ALL.values();
    }

    @Override
    public Collection<ServiceResource> ownedBy(String organizationNumber) {
      return ALL.values().stream()
          .filter(r -> r.organizationNumber().equals(organizationNumber))
          .toList();
    }

    @Override
    public Optional<String> organizationCode(String organizationNumber) {
      return ownedBy(organizationNumber).stream()
          .map(ServiceResource::organizationCode)
          .findFirst();
    }

    @Override
    public Set<String> organizationNumbers(String organizationCode) {
      return ALL.values().stream()
          .filter(r -> r.organizationCode().equals(organizationCode))
          .map(ServiceResource::organizationNumber)
          .collect(java.util.stream.Collectors.toSet());
    }

    @Override
    public Map<String, String> organizationName(String organizationCode) {
      return Map.of();
    }
  }

  private record Admission(Set<String> barred) implements EndUserAccess {
    @Override
    public boolean mayAccess(String personUrn, String party, String serviceResource) {
      return !barred.contains(personUrn);
    }

    @Override
    public boolean mayPerform(
        String personUrn,
        String party,
        String serviceResource,
        String action,
        String authorizationAttribute) {
      return !barred.contains(personUrn);
    }

    @Override
    public Set<Grant> grantsOf(String personUrn) {
      return Set.of();
    }

    @Override
    public boolean isUnrestricted() {
      return barred.isEmpty();
    }
  }
}

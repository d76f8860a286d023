package dev.dialogporten.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dialogporten.bus.Bus;
import dev.dialogporten.dialog.ActorNames;
import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Limits;
import dev.dialogporten.dialog.Precondition;
import dev.dialogporten.dialog.Scope;
import dev.dialogporten.dialog.ServiceResource;
import dev.dialogporten.dialog.ServiceResources;
import dev.dialogporten.dialog.command.DialogCommand.DeleteDialog;
import dev.dialogporten.dialog.command.DialogCommand.RestoreDialog;
import dev.dialogporten.dialog.command.DialogQuery.GetDialog;
import dev.dialogporten.dialog.outcome.WriteUnit;
import dev.dialogporten.dialog.outcome.WriteUnit.Children;
import dev.dialogporten.persistence.flight.Watchdog;
import dev.dialogporten.persistence.write.WriteStatement;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a write costs in reads when another node has written the dialog since: a shard that counts
 * its reads of dialogs, and writes behind its back.
 */
public class ForeignWritesIT {
  private static final Caller OWNER =
      new Caller("991825827", "ttd", Set.of(Scope.SERVICE_PROVIDER, Scope.ADMIN), null);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger reads = new AtomicInteger();
  private final Bus bus = new Bus(vertx, 1, 10_000);
  private final Pool other = TestDatabase.shared().pool(vertx, 1);
  private final Dialog first = Units.dialog();
  private final Dialog second = Units.progressed(first, 50);

  @BeforeEach
  void start() {
    Bus.install(vertx);
    var world =
        new PersistenceVerticle.World(
            new OneResource(first.identity().serviceResource()),
            id -> new ActorNames.Answer.Nameless(),
            null,
            Limits.DEFAULT);
    vertx
        .deployVerticle(
            new PersistenceVerticle(
                0,
                bus,
                this::counting,
                world,
                PersistenceSettings.DEFAULT,
                new Watchdog(10_000_000_000L)))
        .await();
    elsewhere(WriteStatement.Kind.INSERT, Units.create(first));
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void write_afterAForeignOne_readsOnce() {
    refuse();
    elsewhere(WriteStatement.Kind.UPDATE, Units.update(first, second, Children.NONE));
    reads.set(0);

    delete(second.revision());

    assertThat(reads).hasValue(1);
  }

  @Test
  void write_ofWhatWasRead_readsNothing() {
    read();
    reads.set(0);

    delete(first.revision());

    assertThat(reads).hasValue(0);
  }

  @Test
  void write_ofAForeignWriteThatWasRead_readsNothing() {
    refuse();
    elsewhere(WriteStatement.Kind.UPDATE, Units.update(first, second, Children.NONE));
    read();
    reads.set(0);

    delete(second.revision());

    assertThat(reads).hasValue(0);
  }

  @Test
  void write_afterARefusal_readsNothing() {
    refuse();
    reads.set(0);

    delete(first.revision());

    assertThat(reads).hasValue(0);
  }

  @Test
  void write_ofWhatWasWrittenHere_readsNothing() {
    UUID deleted = delete(first.revision());
    reads.set(0);

    bus.ask(new RestoreDialog(first.id(), OWNER, naming(deleted), false)).await();

    assertThat(reads).hasValue(0);
  }

  private void read() {
    bus.ask(new GetDialog(first.id(), OWNER)).await();
  }

  /** The shard keeps what it read to refuse. */
  private void refuse() {
    assertThatThrownBy(() -> delete(new UUID(0, 1))).isInstanceOf(ProblemException.class);
  }

  /** Returns the new revision. */
  private UUID delete(UUID revision) {
    return bus.ask(new DeleteDialog(first.id(), OWNER, naming(revision), false)).await().revision();
  }

  private static Precondition naming(UUID revision) {
    return Precondition.listed(Set.of(revision));
  }

  private void elsewhere(WriteStatement.Kind kind, WriteUnit unit) {
    WriteStatement.Bound bound = new WriteStatement(kind).bind(List.of(unit));
    assertThat(other.preparedQuery(bound.text()).execute(bound.parameters()).await().size())
        .isEqualTo(1);
  }

  /** A pool that counts the statements which read dialogs. */
  private Pool counting(Vertx vertx, int size) {
    Pool pool = TestDatabase.shared().pool(vertx, size);
    return (Pool)
        Proxy.newProxyInstance(
            Pool.class.getClassLoader(),
            new Class<?>[] {Pool.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("preparedQuery")
                  && ((String) arguments[0]).startsWith("SELECT")) {
                reads.incrementAndGet();
              }
              try {
                return method.invoke(pool, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** A registry with one resource, of the test's owner. */
  public record OneResource(String id) implements ServiceResources {
    private ServiceResource resource() {
      return new ServiceResource(
          id, "genericaccessresource", OWNER.organizationNumber(), "ttd", null, true, Map.of());
    }

    @Override
    public Optional<ServiceResource> find(String urn) {
      return Optional.of(resource()).filter(resource -> urn.equals(id));
    }

    @Override
    public Collection<ServiceResource> all() {
      return List.of(resource());
    }

    @Override
    public Collection<ServiceResource> ownedBy(String organizationNumber) {
      return List.of(resource());
    }

    @Override
    public Optional<String> organizationCode(String organizationNumber) {
      return Optional.of("ttd");
    }

    @Override
    public Set<String> organizationNumbers(String organizationCode) {
      return Set.of(OWNER.organizationNumber());
    }

    @Override
    public Map<String, String> organizationName(String organizationCode) {
      return Map.of();
    }
  }
}

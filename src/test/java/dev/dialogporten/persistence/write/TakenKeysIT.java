package dev.dialogporten.persistence.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Precondition;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.dialog.command.DialogCommand.CreateDialog;
import dev.dialogporten.dialog.command.DialogCommand.ReplaceDialog;
import dev.dialogporten.dialog.outcome.ElementId;
import dev.dialogporten.dialog.outcome.WriteUnit;
import dev.dialogporten.dialog.outcome.WriteUnit.Children;
import dev.dialogporten.persistence.ForeignWritesIT;
import dev.dialogporten.persistence.Units;
import dev.dialogporten.persistence.connect.KeyTaken;
import dev.dialogporten.persistence.flight.Flights;
import dev.dialogporten.persistence.flight.Progress;
import dev.dialogporten.persistence.flight.Turn;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import dev.dialogporten.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PreparedQuery;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every unique index, with a server that speaks German: at the client's edge the texts of its
 * errors are replaced by the translated ones. After each refusal the next write must work.
 */
class TakenKeysIT {
  private static Vertx vertx;
  private static Pool pool;

  private final WriteBatch inserts = batch(WriteStatement.Kind.INSERT);
  private final WriteBatch updates = batch(WriteStatement.Kind.UPDATE);
  private final Dialog first = keyed(Units.dialog(), "key-" + UUID.randomUUID());
  private final Dialog second = Units.dialog();
  private final UUID transmission = UuidCreator.getTimeOrderedEpoch();
  private final UUID activity = UuidCreator.getTimeOrderedEpoch();
  private final UUID element = UuidCreator.getTimeOrderedEpoch();

  @BeforeAll
  static void connect() {
    vertx = Vertx.vertx();
    pool = inGerman(TestDatabase.shared().pool(vertx, 2));
  }

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  @Test
  void dialogId_422() {
    write(inserts, Units.create(second));
    Problem problem = refused(inserts, Units.create(second.withRevision(UUID.randomUUID())));
    assertThat(problem.errors())
        .containsEntry("Dialog", List.of("Key ('Id')=(" + second.id() + ") already exists."));
    assertThat(problem.inUse().dialogId()).isEqualTo(second.id());
  }

  @Test
  void dialogKey_409_namesTheHolder() {
    write(inserts, Units.create(first));
    String key = first.identity().idempotentKey();
    Problem problem = refused(inserts, Units.create(keyed(second, key)));
    assertThat(problem.type()).isEqualTo(ProblemType.CONFLICT);
    assertThat(problem.errors().get("IdempotentKey").get(0)).contains(key, first.id().toString());
    assertThat(problem.inUse()).isEqualTo(new Problem.InUse(first.id(), null, key));
  }

  @Test
  void dialogKey_ofADeletedDialog_422() {
    write(inserts, Units.create(first.withTimes(deleted(first.times()))));
    String key = first.identity().idempotentKey();
    Problem problem = refused(inserts, Units.create(keyed(second, key)));
    assertThat(problem.type()).isEqualTo(ProblemType.UNPROCESSABLE);
    assertThat(problem.errors()).containsOnlyKeys("Dialog");
  }

  @Test
  void foreignHolder_isNotNamed() {
    write(inserts, Units.create(first));
    Problem problem =
        refused(inserts, Units.create(first.withRevision(UUID.randomUUID())), "999999999");
    assertThat(problem.inUse()).isNull();
  }

  @Test
  void transmissionId_422_andItsDialog() {
    write(inserts, Units.create(first, below(transmission, "k-1", activity, element)));
    Problem problem =
        refused(inserts, Units.create(second, below(transmission, "k-2", null, null)));
    assertThat(problem.errors()).containsOnlyKeys("DialogTransmission");
    assertThat(problem.inUse()).isEqualTo(new Problem.InUse(first.id(), transmission, null));
  }

  @Test
  void transmissionKey_409_namesTheTransmission() {
    write(inserts, Units.create(first, below(transmission, "k-1", null, null)));
    Dialog next = Units.progressed(first, 1);
    UUID other = UuidCreator.getTimeOrderedEpoch();
    Problem problem =
        refused(updates, Units.update(first, next, below(first, other, "k-1", null, null)));
    assertThat(problem.type()).isEqualTo(ProblemType.CONFLICT);
    assertThat(problem.inUse()).isEqualTo(new Problem.InUse(first.id(), transmission, "k-1"));
  }

  @Test
  void activityId_422() {
    write(inserts, Units.create(first, below(transmission, "k-1", activity, null)));
    Problem problem = refused(inserts, Units.create(second, below(null, null, activity, null)));
    assertThat(problem.errors())
        .containsEntry("DialogActivity", List.of("Key ('Id')=(" + activity + ") already exists."));
  }

  @ParameterizedTest
  @EnumSource
  void elementId_ofAnotherDialog_422(ElementId.Kind kind) {
    write(inserts, Units.create(first, claiming(kind)));
    Problem problem = refused(inserts, Units.create(second, claiming(kind)));
    assertThat(problem.errors())
        .containsEntry(kind.name(), List.of("Key ('Id')=(" + element + ") already exists."));
    assertThat(problem.inUse().dialogId()).isEqualTo(first.id());
  }

  @Test
  void attachmentId_ofTheSameDialog_hasItsOwnName() {
    write(inserts, Units.create(first, claiming(ElementId.Kind.Attachment)));
    Problem problem =
        refused(
            updates,
            Units.update(first, Units.progressed(first, 1), claiming(ElementId.Kind.Attachment)));
    assertThat(problem.errors()).containsOnlyKeys("DialogAttachment");
  }

  @Test
  void severalAtOnce_areAllNamed() {
    write(inserts, Units.create(first, below(transmission, "k-1", activity, element)));
    Problem problem =
        refused(inserts, Units.create(second, below(transmission, "k-1", activity, element)));
    assertThat(problem.errors())
        .containsOnlyKeys("DialogTransmission", "DialogActivity", "Attachment");
  }

  @Test
  void freeAgain_isNothingTaken() {
    assertThat(taken(Units.create(first), OWNER)).isEmpty();
  }

  private static final String OWNER = "991825827";
  private static final String SERVICE = Units.dialog().identity().serviceResource();

  private Problem refused(WriteBatch batch, WriteUnit unit) {
    return refused(batch, unit, OWNER);
  }

  private Problem refused(WriteBatch batch, WriteUnit unit, String organization) {
    assertThatThrownBy(() -> write(batch, unit)).isInstanceOf(KeyTaken.class);
    assertThat(write(inserts, Units.create(Units.dialog()))).isTrue();
    return taken(unit, organization).orElseThrow();
  }

  private static Optional<Problem> taken(WriteUnit unit, String organization) {
    Caller caller = new Caller(organization, "ttd", Set.of(), null);
    DialogCommand command =
        unit.isCreate()
            ? new CreateDialog(unit.dialogId(), caller, null, false)
            : new ReplaceDialog(unit.dialogId(), caller, Precondition.ABSENT, false, null);
    return new TakenKeys(pool, new ForeignWritesIT.OneResource(SERVICE)).of(command, unit).await();
  }

  private static boolean write(WriteBatch batch, WriteUnit unit) {
    return batch.write(unit, Turn.endless()).await() != null;
  }

  private static WriteBatch batch(WriteStatement.Kind kind) {
    return new WriteBatch(
        pool, kind, new Flights.Limits(8, 1, 100), Runnable::run, new Progress("units"), () -> {});
  }

  private Children below(UUID transmission, String key, UUID activity, UUID attachment) {
    return below(second, transmission, key, activity, attachment);
  }

  private Children below(
      Dialog dialog, UUID transmission, String key, UUID activity, UUID attachment) {
    List<Transmission> transmissions =
        transmission == null ? List.of() : List.of(Units.transmission(dialog, transmission, key));
    return new Children(
        transmissions,
        List.of(),
        activity == null ? List.of() : List.of(Units.activity(dialog, activity)),
        List.of(),
        List.of(),
        attachment == null
            ? List.of()
            : List.of(new ElementId(ElementId.Kind.Attachment, attachment)),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  private Children claiming(ElementId.Kind kind) {
    return new Children(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(new ElementId(kind, element)),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  private static Dialog.Times deleted(Dialog.Times times) {
    return new Dialog.Times(
        times.createdAt(), times.updatedAt(), times.contentUpdatedAt(), Units.NOW);
  }

  private static Dialog keyed(Dialog dialog, String key) {
    Dialog.Identity i = dialog.identity();
    return new Dialog(
        dialog.id(),
        dialog.revision(),
        dialog.version(),
        new Dialog.Identity(
            i.org(), i.serviceResource(), i.serviceResourceType(), i.party(), key, i.visibleFrom()),
        dialog.fields(),
        dialog.times(),
        dialog.state(),
        dialog.facts(),
        dialog.contexts(),
        dialog.sections());
  }

  /** The pool, whose statements fail in German. */
  private static Pool inGerman(Pool pool) {
    return proxy(
        Pool.class,
        pool,
        query ->
            query instanceof PreparedQuery<?> prepared
                ? proxy(PreparedQuery.class, prepared, TakenKeysIT::translated)
                : query);
  }

  private static Object translated(Object answer) {
    return answer instanceof Future<?> future
        ? future.recover(failure -> Future.failedFuture(inGerman(failure)))
        : answer;
  }

  private static Throwable inGerman(Throwable failure) {
    return failure instanceof PgException pg
        ? new PgException(
            "doppelter Schlüsselwert verletzt Unique-Constraint",
            "FEHLER",
            pg.getSqlState(),
            "Schlüssel existiert bereits.")
        : failure;
  }

  private static <T> T proxy(
      Class<T> type, T target, java.util.function.UnaryOperator<Object> result) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return result.apply(method.invoke(target, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}

package dev.dialogporten.persistence.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Sections;
import dev.dialogporten.dialog.command.DialogQuery.DialogDetails;
import dev.dialogporten.dialog.outcome.WriteUnit;
import dev.dialogporten.dialog.outcome.WriteUnit.Children;
import dev.dialogporten.persistence.Units;
import dev.dialogporten.persistence.connect.KeyTaken;
import dev.dialogporten.persistence.flight.Flights;
import dev.dialogporten.persistence.flight.Progress;
import dev.dialogporten.persistence.flight.Turn;
import dev.dialogporten.persistence.read.DialogDetailsReader;
import dev.dialogporten.persistence.read.DialogReader;
import dev.dialogporten.testing.TestDatabase;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The statements of the write path against a real PostgreSQL. */
class WriteBatchIT {
  private static final Flights.Limits LIMITS = new Flights.Limits(64, 1, 1000);

  private static Vertx vertx;
  private static Pool pool;

  private final Context loop = vertx.getOrCreateContext();
  private final WriteBatch inserts = batch(WriteStatement.Kind.INSERT);
  private final WriteBatch updates = batch(WriteStatement.Kind.UPDATE);
  private final WriteBatch purges = batch(WriteStatement.Kind.PURGE);

  @BeforeAll
  static void connect() {
    vertx = Vertx.vertx();
    pool = TestDatabase.shared().pool(vertx, 2);
  }

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  @Test
  void create_thenRead_givesTheSameSnapshot() {
    Dialog dialog = Units.dialog();
    assertThat(write(inserts, Units.create(dialog))).isTrue();
    assertThat(read(dialog.id())).isEqualTo(dialog);
  }

  @Test
  void create_withEverythingBelow_isReadInOneSnapshot() {
    Dialog dialog = Units.dialog();
    UUID transmission = UuidCreator.getTimeOrderedEpoch();
    UUID activity = UuidCreator.getTimeOrderedEpoch();
    Children children =
        Units.everything(dialog, transmission, activity, UuidCreator.getTimeOrderedEpoch());
    write(inserts, Units.create(dialog, children));

    DialogDetails details = details(dialog.id());
    assertThat(details.dialog()).isEqualTo(dialog);
    assertThat(details.transmissions()).extracting("id").containsExactly(transmission);
    assertThat(details.activities()).extracting("id").containsExactly(activity);
    assertThat(details.seen()).containsExactly(children.seen());
    assertThat(details.serviceOwnerLabels()).containsExactly("label-a", "label-b");
    assertThat(count("SELECT count(*) FROM label_log WHERE dialog_id = $1", dialog.id()))
        .isEqualTo(1);
  }

  /** One unit is sent as plain values, several as arrays: the same must come of both. */
  @Test
  void together_createdWithEverythingBelow_areStoredAsIfAlone() {
    List<Dialog> dialogs = List.of(Units.dialog(), Units.dialog(), Units.dialog());
    Map<UUID, Children> below = new HashMap<>();
    dialogs.forEach(
        dialog ->
            below.put(
                dialog.id(),
                Units.everything(
                    dialog,
                    UuidCreator.getTimeOrderedEpoch(),
                    UuidCreator.getTimeOrderedEpoch(),
                    UuidCreator.getTimeOrderedEpoch())));

    List<Future<Row>> outcomes =
        together(
            dialogs.stream()
                .<Supplier<Future<Row>>>map(
                    dialog ->
                        () ->
                            inserts.write(
                                Units.create(dialog, below.get(dialog.id())), Turn.endless()))
                .toList());

    assertThat(outcomes).allMatch(outcome -> outcome.succeeded() && outcome.result() != null);
    for (Dialog dialog : dialogs) {
      Children children = below.get(dialog.id());
      DialogDetails details = details(dialog.id());
      assertThat(details.dialog()).isEqualTo(dialog);
      // what answers do not show of a transmission is not read back
      assertThat(details.transmissions())
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("idempotentKey", "depth")
          .isEqualTo(children.transmissions());
      assertThat(details.activities()).isEqualTo(children.activities());
      assertThat(details.seen()).containsExactly(children.seen());
      assertThat(details.serviceOwnerLabels()).containsExactly("label-a", "label-b");
    }
  }

  @Test
  void update_staleRevision_writesNothing() {
    Dialog dialog = Units.dialog();
    write(inserts, Units.create(dialog));
    Dialog first = Units.progressed(dialog, 50);
    assertThat(write(updates, Units.update(dialog, first, Children.NONE))).isTrue();

    UUID activity = UuidCreator.getTimeOrderedEpoch();
    WriteUnit late =
        Units.update(
            dialog,
            Units.progressed(dialog, 60),
            Units.activities(List.of(Units.activity(dialog, activity))));
    assertThat(write(updates, late)).isFalse();

    assertThat(read(dialog.id())).isEqualTo(first);
    assertThat(count("SELECT count(*) FROM activity WHERE id = $1", activity)).isZero();
    assertThat(count("SELECT count(*) FROM dialog_change WHERE dialog_id = $1", dialog.id()))
        .isEqualTo(2);
  }

  @Test
  void update_staleVersionAtSameRevision_writesNothing() {
    Dialog dialog = Units.dialog();
    write(inserts, Units.create(dialog));
    Dialog seen = dialog.withVersion(2).withState(new Dialog.State(true, true, true));
    assertThat(write(updates, Units.update(dialog, seen, Children.NONE))).isTrue();
    assertThat(write(updates, Units.update(dialog, Units.progressed(dialog, 1), Children.NONE)))
        .isFalse();
  }

  @Test
  void update_changedSectionOnly_keepsTheOthers() {
    Dialog dialog = Units.dialog();
    write(inserts, Units.create(dialog));
    Sections s = dialog.sections();
    Dialog next =
        Units.progressed(dialog, 1)
            .withSections(
                new Sections(
                    s.content(), "[]", "[{\"id\":\"x\"}]", s.guiActions(), s.apiActions()));
    write(updates, Units.update(dialog, next, Children.NONE));
    assertThat(read(dialog.id())).isEqualTo(next);
  }

  @Test
  void batch_oneRowRefused_hurtsOnlyItself() {
    List<Dialog> dialogs = IntStream.range(0, 20).mapToObj(i -> Units.dialog()).toList();
    dialogs.forEach(dialog -> write(inserts, Units.create(dialog)));
    UUID shared = UuidCreator.getTimeOrderedEpoch();
    List<Supplier<Future<Row>>> writes = new ArrayList<>();
    for (int i = 0; i < dialogs.size(); i++) {
      Dialog dialog = dialogs.get(i);
      UUID id = i == 3 || i == 11 ? shared : UuidCreator.getTimeOrderedEpoch();
      Children children = Units.activities(List.of(Units.activity(dialog, id)));
      writes.add(
          () ->
              updates.write(
                  Units.update(dialog, Units.progressed(dialog, 99), children), Turn.endless()));
    }

    List<Future<Row>> outcomes = together(writes);

    assertThat(outcomes.stream().filter(Future::succeeded)).hasSize(19);
    assertThat(outcomes.stream().filter(Future::failed).map(Future::cause))
        .singleElement()
        .isInstanceOf(KeyTaken.class);
    assertThat(dialogs.stream().filter(dialog -> read(dialog.id()).fields().progress() == 99))
        .hasSize(19);
  }

  @Test
  void purge_removesEverythingBelow_andFreesIds() {
    Dialog dialog = Units.dialog();
    UUID transmission = UuidCreator.getTimeOrderedEpoch();
    UUID attachment = UuidCreator.getTimeOrderedEpoch();
    Children children =
        Units.everything(dialog, transmission, UuidCreator.getTimeOrderedEpoch(), attachment);
    write(inserts, Units.create(dialog, children));
    assertThat(write(purges, Units.purge(dialog))).isTrue();
    assertThat(read(dialog.id())).isNull();
    for (String table :
        List.of(
            "transmission",
            "activity",
            "element_id",
            "service_owner_label",
            "label_log",
            "seen_log")) {
      assertThat(count("SELECT count(*) FROM " + table + " WHERE dialog_id = $1", dialog.id()))
          .as(table)
          .isZero();
    }
    assertThat(write(inserts, Units.create(dialog, children))).isTrue();
  }

  private static <T> T on(Context loop, Supplier<Future<T>> task) {
    Promise<T> promise = ((ContextInternal) loop).promise();
    loop.runOnContext(go -> task.get().onComplete(promise));
    return promise.future().await();
  }

  private static WriteBatch batch(WriteStatement.Kind kind) {
    return new WriteBatch(pool, kind, LIMITS, Runnable::run, new Progress("units"), () -> {});
  }

  private boolean write(WriteBatch batch, WriteUnit unit) {
    return on(loop, () -> batch.write(unit, Turn.endless())) != null;
  }

  private List<Future<Row>> together(List<Supplier<Future<Row>>> writes) {
    List<Future<Row>> outcomes = new ArrayList<>();
    on(
        loop,
        () -> {
          writes.forEach(write -> outcomes.add(write.get()));
          return Future.join(outcomes).otherwiseEmpty();
        });
    return outcomes;
  }

  private Dialog read(UUID id) {
    return on(
        loop,
        () ->
            DialogReader.ofSnapshots(pool, LIMITS, Runnable::run, new Progress("reads")).read(id));
  }

  private DialogDetails details(UUID id) {
    return on(
        loop,
        () ->
            new DialogReader<>(
                    pool,
                    DialogDetailsReader.STATEMENT,
                    DialogDetailsReader::read,
                    LIMITS,
                    Runnable::run,
                    new Progress("reads"))
                .read(id));
  }

  private long count(String sql, UUID id) {
    return pool.preparedQuery(sql).execute(Tuple.of(id)).await().iterator().next().getLong(0);
  }
}

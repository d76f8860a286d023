package dev.dialogporten.dialog.decision;

import static dev.dialogporten.dialog.decision.CreationTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.SystemLabel;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.outcome.Decision;
import dev.dialogporten.dialog.outcome.LabelLogEntry;
import dev.dialogporten.problem.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpeningTest {
  private final Ledger ledger = new Ledger();
  private final UUID id = ledger.world.newId();

  @BeforeEach
  void create() {
    ledger.ok(Desk.owner().create(id, ""));
    ledger.world.pass(Duration.ofSeconds(1));
  }

  private void open() {
    ledger.ok(Desk.owner().open(id, World.PERSON));
  }

  @Test
  void open_first_writesEntryAndFlag_andNothingElse() {
    Dialog before = ledger.dialog(id);
    open();
    Dialog after = ledger.dialog(id);
    var entry = ledger.written.children().seen();
    assertThat(entry.actorId()).isEqualTo(World.PERSON);
    assertThat(entry.actorName()).isEqualTo("KARI NORDMANN");
    assertThat(entry.isViaServiceOwner()).isTrue();
    assertThat(entry.seenAt()).isEqualTo(ledger.world.now);
    assertThat(after.isContentSeen()).isTrue();
    assertThat(after.revision()).isEqualTo(before.revision());
    assertThat(after.times()).isEqualTo(before.times());
    assertThat(after.contexts()).isEqualTo(before.contexts());
    assertThat(ledger.lastChange().kind()).isEqualTo(ChangeKind.SEEN);
    assertThat(ledger.lastChange().seenLogId()).isEqualTo(entry.id());
    assertThat(ledger.lastChange().members()).containsExactly(ChangedMember.seen);
    assertThat(ledger.lastChange().actor()).isEqualTo(World.PARTY);
  }

  @Test
  void open_twice_secondWritesNothing() {
    open();
    open();
    assertThat(ledger.written).isNull();
    assertThat(ledger.seen).hasSize(1);
  }

  @Test
  void open_parallelFirstReads_deriveTheSameEntry() {
    Dialog before = ledger.dialog(id);
    var command = Desk.owner().open(id, World.PERSON);
    Decision.Needs<?> first =
        (Decision.Needs<?>) Decisions.decide(before, command, ledger.world.context());
    Decision.Needs<?> second =
        (Decision.Needs<?>) Decisions.decide(before, command, ledger.world.context());
    assertThat(first.lookup()).isEqualTo(second.lookup());
  }

  @Test
  void open_afterChange_writesAnotherEntry() {
    open();
    ledger.world.pass(Duration.ofSeconds(1));
    ledger.ok(Desk.owner().patch(id, "{op: 'add', path: '/progress', value: 1}"));
    assertThat(ledger.dialog(id).isContentSeen()).isTrue();
    ledger.world.pass(Duration.ofSeconds(1));
    open();
    assertThat(ledger.seen).hasSize(2);
  }

  @Test
  void open_otherPerson_writesAnotherEntry() {
    open();
    ledger.ok(Desk.owner().open(id, "urn:altinn:person:identifier-no:14886498226"));
    assertThat(ledger.seen).hasSize(2);
  }

  @Test
  void open_markedAsUnopened_removesLabelWithLog_keepsContextRevision() {
    open();
    ledger.world.pass(Duration.ofSeconds(1));
    ledger.ok(
        Desk.of(World.onBehalfOf(World.OWNER, World.PERSON))
            .labels(id, List.of(SystemLabel.MarkedAsUnopened), List.of()));
    UUID endUserRevision = ledger.dialog(id).contexts().endUserRevision();
    assertThat(ledger.dialog(id).isContentSeen()).isFalse();
    open();
    assertThat(ledger.dialog(id).isContentSeen()).isTrue();
    assertThat(ledger.dialog(id).contexts().endUserRevision()).isEqualTo(endUserRevision);
    assertThat(ledger.lastChange().kind()).isEqualTo(ChangeKind.SEEN);
    assertThat(ledger.lastChange().members())
        .containsExactlyInAnyOrder(ChangedMember.seen, ChangedMember.systemLabels);
    LabelLogEntry last = ledger.labelLog.get(ledger.labelLog.size() - 1);
    assertThat(last.name()).isEqualTo("systemlabel:MarkedAsUnopened");
    assertThat(last.action()).isEqualTo("remove");
    assertThat(last.performedBy()).contains(World.PERSON);

    ledger.ok(
        Desk.of(World.onBehalfOf(World.OWNER, World.PERSON))
            .labels(id, List.of(SystemLabel.MarkedAsUnopened), List.of()));
    open();
    assertThat(ledger.written.children().seen()).isNull();
    assertThat(ledger.lastChange().seenLogId()).isNull();
  }

  @Test
  void open_noAccess_unknownName() {
    assertThat(ledger.refused(Desk.owner().open(id, World.STRANGER)).type())
        .isEqualTo(ProblemType.BAD_GATEWAY);
    ledger.world.barred.add(World.PERSON);
    assertProblem(
        ledger.refused(Desk.owner().open(id, World.PERSON)), ProblemType.NOT_FOUND, "DialogEntity");
    assertProblem(
        ledger.refused(Desk.of(World.OTHER).open(id, World.PERSON)),
        ProblemType.NOT_FOUND,
        "DialogEntity");
  }

  @Test
  void contentUpdate_clearsSeen_silentDoesNot() {
    open();
    ledger.ok(Desk.owner().silent().transmission(id, "Information", ""));
    assertThat(ledger.dialog(id).isContentSeen()).isTrue();
    ledger.ok(Desk.owner().transmission(id, "Information", ""));
    assertThat(ledger.dialog(id).isContentSeen()).isFalse();
  }
}

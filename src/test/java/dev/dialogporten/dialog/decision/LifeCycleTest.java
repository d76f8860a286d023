package dev.dialogporten.dialog.decision;

import static dev.dialogporten.dialog.decision.CreationTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.dialog.outcome.CommandResult;
import dev.dialogporten.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Delete, restore, purge, freeze and the correction of an activity's time. */
class LifeCycleTest {
  private final Ledger ledger = new Ledger();
  private final UUID id = ledger.world.newId();
  private Dialog before;

  @BeforeEach
  void create() {
    ledger.ok(Desk.owner().create(id, "process: 'urn:p'"));
    ledger.world.pass(Duration.ofMinutes(1));
    before = ledger.dialog(id);
  }

  private void assertNothing(DialogCommand command) {
    CommandResult result = ledger.ok(command);
    assertThat(ledger.written).isNull();
    assertThat(result.revision()).isEqualTo(ledger.dialog(id).revision());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void delete_thenRestore_newRevisionsSameTimes(boolean silent) {
    CommandResult deleted = ledger.ok(Desk.owner().silent(silent).delete(id));
    Dialog gone = ledger.dialog(id);
    assertThat(deleted.revision()).isEqualTo(gone.revision()).isNotEqualTo(before.revision());
    assertThat(gone.times().deletedAt()).isEqualTo(ledger.world.now);
    assertThat(gone.times().updatedAt()).isEqualTo(before.times().updatedAt());
    assertThat(ledger.lastChange().kind()).isEqualTo(ChangeKind.DELETED);
    assertThat(ledger.lastChange().members()).containsExactly(ChangedMember.deletedAt);
    assertThat(ledger.lastChange().silent()).isEqualTo(silent);

    CommandResult restored = ledger.ok(Desk.owner().restore(id));
    assertThat(restored.revision()).isNotEqualTo(deleted.revision());
    assertThat(ledger.dialog(id).times()).isEqualTo(before.times());
    assertThat(ledger.lastChange().kind()).isEqualTo(ChangeKind.RESTORED);
    assertNothing(Desk.owner().restore(id));
  }

  @Test
  void restore_stale_is412EvenWhenLive() {
    assertThat(ledger.refused(Desk.owner().stale().restore(id)).type())
        .isEqualTo(ProblemType.PRECONDITION_FAILED);
  }

  @Test
  void purge_liveAndDeleted_differInKind() {
    CommandResult result = ledger.ok(Desk.owner().purge(id));
    assertThat(result).isEqualTo(new CommandResult(null, null));
    assertThat(ledger.lastChange().kind()).isEqualTo(ChangeKind.PURGED);
    assertThat(ledger.lastChange().revisionAfter()).isNull();
    assertThat(ledger.lastChange().process()).isEqualTo("urn:p");
    assertProblem(ledger.refused(Desk.owner().purge(id)), ProblemType.NOT_FOUND, "DialogEntity");

    ledger.ok(Desk.owner().create(id, ""));
    ledger.ok(Desk.owner().delete(id));
    ledger.ok(Desk.owner().purge(id));
    assertThat(ledger.lastChange().kind()).isEqualTo(ChangeKind.PURGED_AFTER_DELETE);
  }

  @Test
  void purge_stale_is412() {
    var problem = ledger.refused(Desk.owner().stale().purge(id));
    assertThat(problem.type()).isEqualTo(ProblemType.PRECONDITION_FAILED);
    assertThat(problem.currentRevision()).isEqualTo(before.revision());
  }

  @Test
  void correspondence_needsScopeToDeleteAndPurge_evenForAdmin_notToRestore() {
    UUID letter = ledger.world.newId();
    ledger.ok(Desk.of(World.POST_OFFICE).createOn(World.CORRESPONDENCE, letter, ""));
    Desk admin = Desk.of(World.ADMIN);
    assertProblem(ledger.refused(admin.stale().delete(letter)), ProblemType.FORBIDDEN, "Forbidden");
    assertProblem(ledger.refused(admin.stale().purge(letter)), ProblemType.FORBIDDEN, "Forbidden");
    ledger.ok(Desk.of(World.POST_OFFICE).delete(letter));
    ledger.ok(Desk.owner().restore(letter));
  }

  @Test
  void freeze_once_isAnUpdate_twiceNothing() {
    Desk admin = Desk.of(World.ADMIN);
    CommandResult frozen = ledger.ok(admin.freeze(id));
    assertThat(frozen.revision()).isNotEqualTo(before.revision());
    assertThat(ledger.dialog(id).times().updatedAt()).isEqualTo(ledger.world.now);
    assertThat(ledger.dialog(id).times().contentUpdatedAt())
        .isEqualTo(before.times().contentUpdatedAt());
    assertThat(ledger.lastChange().kind()).isEqualTo(ChangeKind.UPDATED);
    assertThat(ledger.lastChange().members()).containsExactly(ChangedMember.frozen);
    assertNothing(admin.freeze(id));
    assertThat(ledger.refused(admin.stale().freeze(id)).type())
        .isEqualTo(ProblemType.PRECONDITION_FAILED);
    ledger.ok(Desk.owner().purge(id));
  }

  @Test
  void freeze_deleted_is410() {
    ledger.ok(Desk.owner().delete(id));
    assertProblem(
        ledger.refused(Desk.of(World.ADMIN).freeze(id)), ProblemType.GONE, "DialogEntity");
  }

  private DialogCommand correct(UUID activityId, Instant time) {
    return new DialogCommand.CorrectFormSavedTime(
        id, activityId, World.ADMIN, dev.dialogporten.dialog.Precondition.ABSENT, time);
  }

  @Test
  void formSavedTime_movesUpdatedAtForwardOnly() {
    UUID saved = ledger.ok(Desk.owner().activity(id, "FormSaved", "")).createdId();
    Dialog dialog = ledger.dialog(id);
    Instant earlier = dialog.times().updatedAt().minusSeconds(60);
    ledger.ok(correct(saved, earlier));
    assertThat(ledger.dialog(id).times()).isEqualTo(dialog.times());
    assertThat(ledger.dialog(id).revision()).isNotEqualTo(dialog.revision());
    assertThat(ledger.activities.get(saved).createdAt()).isEqualTo(earlier);
    assertThat(ledger.activities.get(saved).document())
        .contains("\"createdAt\":\"2026-03-01T12:00:00.0000010Z\"");
    assertThat(ledger.lastChange().silent()).isTrue();
    assertThat(ledger.lastChange().members()).containsExactly(ChangedMember.activities);

    Instant later = dialog.times().updatedAt().plusSeconds(10);
    ledger.ok(correct(saved, later));
    assertThat(ledger.dialog(id).times().updatedAt()).isEqualTo(later);
    assertThat(ledger.dialog(id).times().contentUpdatedAt())
        .isEqualTo(dialog.times().contentUpdatedAt());
    UUID revision = ledger.dialog(id).revision();
    ledger.ok(correct(saved, later));
    assertThat(ledger.dialog(id).revision()).isNotEqualTo(revision);
  }

  @Test
  void formSavedTime_refusals() {
    UUID other = ledger.ok(Desk.owner().activity(id, "FormSubmitted", "")).createdId();
    Instant now = ledger.world.now;
    assertProblem(ledger.refused(correct(other, now)), ProblemType.UNPROCESSABLE, "Type");
    assertProblem(
        ledger.refused(correct(new UUID(0, 1), now)), ProblemType.NOT_FOUND, "DialogActivity");
    assertProblem(
        ledger.refused(correct(other, now.plusSeconds(16))), ProblemType.VALIDATION, "createdAt");
    ledger.ok(Desk.owner().purge(id));
    assertProblem(ledger.refused(correct(other, now)), ProblemType.NOT_FOUND, "DialogActivity");
  }
}

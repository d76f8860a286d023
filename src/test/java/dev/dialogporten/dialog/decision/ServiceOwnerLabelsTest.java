package dev.dialogporten.dialog.decision;

import static dev.dialogporten.dialog.decision.CreationTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Precondition;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.dialog.command.DialogCommand.AddServiceOwnerLabel;
import dev.dialogporten.dialog.command.DialogCommand.RemoveServiceOwnerLabel;
import dev.dialogporten.dialog.outcome.CommandResult;
import dev.dialogporten.dialog.outcome.Decision;
import dev.dialogporten.problem.ProblemType;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceOwnerLabelsTest {
  private static final Precondition STALE = Precondition.listed(Set.of(new UUID(0, 1)));

  private final Ledger ledger = new Ledger();
  private final UUID id = ledger.world.newId();

  @BeforeEach
  void create() {
    ledger.ok(Desk.owner().create(id, ""));
  }

  private DialogCommand add(String value) {
    return add(World.OWNER, Precondition.ABSENT, value);
  }

  private DialogCommand add(Caller caller, Precondition precondition, String value) {
    return new AddServiceOwnerLabel(id, caller, precondition, value);
  }

  private DialogCommand remove(Precondition precondition, String value) {
    return new RemoveServiceOwnerLabel(id, World.OWNER, precondition, value);
  }

  @Test
  void add_thenRemove_renewsOnlyTheContextRevision() {
    Dialog before = ledger.dialog(id);
    CommandResult added = ledger.ok(add("  My LABEL "));
    assertThat(ledger.labels.get(id)).containsExactly("my label");
    Dialog after = ledger.dialog(id);
    assertThat(added.revision())
        .isEqualTo(after.contexts().serviceOwnerRevision())
        .isNotEqualTo(before.contexts().serviceOwnerRevision());
    assertThat(after.revision()).isEqualTo(before.revision());
    assertThat(after.times()).isEqualTo(before.times());
    assertThat(after.contexts().endUserRevision()).isEqualTo(before.contexts().endUserRevision());
    assertThat(ledger.lastChange().kind()).isEqualTo(ChangeKind.CONTEXT);
    assertThat(ledger.lastChange().members()).containsExactly(ChangedMember.serviceOwnerLabels);
    ledger.ok(remove(Precondition.listed(Set.of(added.revision())), "MY label"));
    assertThat(ledger.labels.get(id)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ab, 400", "abc, 0"})
  void add_length(String value, int status) {
    Decision decision = ledger.send(add(value));
    assertThat(decision instanceof Decision.Refused r ? r.problem().type().status() : 0)
        .isEqualTo(status);
  }

  @Test
  void add_refusals() {
    ledger.ok(add("one"));
    assertProblem(
        ledger.refused(add("x".repeat(256))),
        ProblemType.VALIDATION,
        "dto.serviceOwnerLabels[1].value");
    assertProblem(
        ledger.refused(add(null)), ProblemType.VALIDATION, "dto.serviceOwnerLabels[1].value");
    var duplicate = ledger.refused(add("ONE"));
    assertProblem(duplicate, ProblemType.VALIDATION, "dto.serviceOwnerLabels");
    assertThat(duplicate.errors().toString()).contains("duplicate");
    for (int i = 2; i <= 20; i++) {
      ledger.ok(add("label " + i));
    }
    assertThat(ledger.refused(add("label 21")).errors().get("dto.serviceOwnerLabels").get(0))
        .contains("Maximum", "20");
  }

  @Test
  void add_staleAndInvalid_is412OfTheContext() {
    var problem = ledger.refused(add(World.OWNER, STALE, "x"));
    assertThat(problem.type()).isEqualTo(ProblemType.PRECONDITION_FAILED);
    assertThat(problem.currentRevision())
        .isEqualTo(ledger.dialog(id).contexts().serviceOwnerRevision());
  }

  @Test
  void remove_unknownAndStale_is404OfTheLabel() {
    assertProblem(ledger.refused(remove(STALE, "none")), ProblemType.NOT_FOUND, "Label");
    ledger.ok(add("one"));
    assertThat(ledger.refused(remove(STALE, "one")).type())
        .isEqualTo(ProblemType.PRECONDITION_FAILED);
  }

  @Test
  void frozen_isAllowed_foreignAdminAndDeletedAreNot() {
    ledger.ok(Desk.of(World.ADMIN).freeze(id));
    ledger.ok(add("one"));
    Caller foreignAdmin = new Caller("974760673", "brg", World.ADMIN.scopes(), null);
    assertProblem(
        ledger.refused(add(foreignAdmin, STALE, "two")), ProblemType.NOT_FOUND, "DialogEntity");
    ledger.ok(Desk.of(World.ADMIN).delete(id));
    assertProblem(ledger.refused(add("two")), ProblemType.NOT_FOUND, "DialogEntity");
  }
}

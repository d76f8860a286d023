package dev.dialogporten.dialog.decision;

import static dev.dialogporten.dialog.SystemLabel.Archive;
import static dev.dialogporten.dialog.SystemLabel.Bin;
import static dev.dialogporten.dialog.SystemLabel.Default;
import static dev.dialogporten.dialog.SystemLabel.MarkedAsUnopened;
import static dev.dialogporten.dialog.SystemLabel.Sent;
import static dev.dialogporten.dialog.decision.CreationTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Precondition;
import dev.dialogporten.dialog.SystemLabel;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.command.BulkSetSystemLabels;
import dev.dialogporten.dialog.command.BulkSetSystemLabels.Target;
import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.dialog.command.DialogCommand.SetSystemLabels;
import dev.dialogporten.dialog.outcome.BulkDecision;
import dev.dialogporten.dialog.outcome.CommandResult;
import dev.dialogporten.dialog.outcome.LabelLogEntry;
import dev.dialogporten.dialog.outcome.WriteUnit;
import dev.dialogporten.problem.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** System labels: set by hand, in bulk, and moved by updates. */
class LabelsTest {
  private final Ledger ledger = new Ledger();
  private final UUID id = ledger.world.newId();
  private final Desk person = Desk.of(World.onBehalfOf(World.OWNER, World.PERSON));

  @BeforeEach
  void create() {
    ledger.ok(Desk.owner().create(id, ""));
    ledger.world.pass(Duration.ofMinutes(1));
  }

  private List<SystemLabel> labels() {
    return ledger.dialog(id).contexts().systemLabels().inOrder();
  }

  @Test
  void set_renewsOnlyTheEndUserRevision() {
    Dialog before = ledger.dialog(id);
    CommandResult result = ledger.ok(person.labels(id, List.of(MarkedAsUnopened, Bin), List.of()));
    Dialog after = ledger.dialog(id);
    assertThat(labels()).containsExactly(MarkedAsUnopened, Bin);
    assertThat(result.revision())
        .isEqualTo(after.contexts().endUserRevision())
        .isNotEqualTo(before.contexts().endUserRevision());
    assertThat(after.revision()).isEqualTo(before.revision());
    assertThat(after.times()).isEqualTo(before.times());
    assertThat(ledger.lastChange().kind()).isEqualTo(ChangeKind.CONTEXT);
    assertThat(ledger.lastChange().members()).containsExactly(ChangedMember.systemLabels);
    assertThat(ledger.labelLog).hasSize(2).allMatch(e -> e.performedBy().contains(World.PERSON));
  }

  @Test
  void set_algebra() {
    ledger.ok(person.labels(id, List.of(Bin, Archive), List.of()));
    assertThat(labels()).containsExactly(Archive);
    ledger.ok(person.labels(id, List.of(), List.of(Archive)));
    assertThat(labels()).containsExactly(Default);
    ledger.ok(person.labels(id, List.of(MarkedAsUnopened), List.of(MarkedAsUnopened)));
    assertThat(labels()).containsExactly(Default, MarkedAsUnopened);
    UUID revision = ledger.dialog(id).contexts().endUserRevision();
    assertThat(ledger.ok(person.labels(id, List.of(MarkedAsUnopened), List.of())).revision())
        .isEqualTo(revision);
    assertThat(ledger.written).isNull();
    assertThat(ledger.labelLog)
        .extracting(e -> e.action() + " " + e.name())
        .containsExactly(
            "set systemlabel:Archive",
            "remove systemlabel:Archive",
            "set systemlabel:MarkedAsUnopened");
  }

  @Test
  void set_refusals_inOrder() {
    assertProblem(
        ledger.refused(Desk.owner().labels(id, List.of(Sent), List.of(Bin, Sent))),
        ProblemType.VALIDATION,
        "endUserId",
        "addLabels[0]",
        "removeLabels[1]");
    ledger.world.barred.add(World.PERSON);
    assertProblem(
        ledger.refused(person.stale().labels(id, List.of(Bin), List.of())),
        ProblemType.FORBIDDEN,
        "Forbidden");
    ledger.world.barred.clear();
    var stale = ledger.refused(person.stale().labels(id, List.of(Bin), List.of()));
    assertThat(stale.currentRevision()).isEqualTo(ledger.dialog(id).contexts().endUserRevision());
    ledger.ok(Desk.owner().delete(id));
    assertProblem(
        ledger.refused(person.labels(id, List.of(Bin), List.of())),
        ProblemType.NOT_FOUND,
        "DialogEntity");
  }

  @Test
  void set_performedBy_isForAdmins() {
    ObjectNode owner = (ObjectNode) World.json("{actorType: 'ServiceOwner'}");
    BiFunction<dev.dialogporten.dialog.Caller, ObjectNode, DialogCommand> command =
        (caller, actor) ->
            new SetSystemLabels(id, caller, Precondition.ABSENT, List.of(Bin), List.of(), actor);
    assertProblem(
        ledger.refused(command.apply(World.OWNER, owner)), ProblemType.FORBIDDEN, "Forbidden");
    assertProblem(
        ledger.refused(command.apply(World.onBehalfOf(World.ADMIN, World.PERSON), owner)),
        ProblemType.VALIDATION,
        "endUserId");
    ledger.ok(command.apply(World.ADMIN, owner));
    assertThat(ledger.labelLog.get(0).performedBy()).isEqualTo("{\"actorType\":\"ServiceOwner\"}");
  }

  /** Updates that bring a dialog back from the bin, and whether they change anything else. */
  enum News {
    EMPTY_PATCH((desk, id) -> desk.patch(id)),
    PATCH((desk, id) -> desk.patch(id, "{op: 'add', path: '/progress', value: 1}")),
    PUT((desk, id) -> desk.replace(id, "progress: 2")),
    TRANSMISSION((desk, id) -> desk.transmission(id, "Information", "")),
    ACTIVITY((desk, id) -> desk.activity(id, "FormSaved", ""));

    private final BiFunction<Desk, UUID, DialogCommand> command;

    News(BiFunction<Desk, UUID, DialogCommand> command) {
      this.command = command;
    }
  }

  @ParameterizedTest
  @EnumSource
  void news_movesToDefault_unlessSilent(News news) {
    ledger.ok(person.labels(id, List.of(Archive, MarkedAsUnopened), List.of()));
    Dialog before = ledger.dialog(id);
    ledger.ok(news.command.apply(Desk.owner().silent(), id));
    assertThat(labels()).containsExactly(Archive, MarkedAsUnopened);
    assertThat(ledger.dialog(id).contexts()).isEqualTo(before.contexts());

    Dialog silently = ledger.dialog(id);
    CommandResult result = ledger.ok(news.command.apply(Desk.owner(), id));
    Dialog after = ledger.dialog(id);
    assertThat(labels()).containsExactly(MarkedAsUnopened, Default);
    assertThat(after.contexts().endUserRevision())
        .isNotEqualTo(silently.contexts().endUserRevision());
    assertThat(result.revision()).isEqualTo(after.revision());
    boolean onlyLabel = news == News.EMPTY_PATCH || news == News.PATCH || news == News.PUT;
    assertThat(after.revision().equals(silently.revision())).isEqualTo(onlyLabel);
    assertThat(ledger.lastChange().kind())
        .isEqualTo(onlyLabel ? ChangeKind.CONTEXT : ChangeKind.UPDATED);
    assertThat(ledger.lastChange().members()).contains(ChangedMember.systemLabels);
    LabelLogEntry last = ledger.labelLog.get(ledger.labelLog.size() - 1);
    assertThat(last.action() + " " + last.name()).isEqualTo("remove systemlabel:Archive");
    assertThat(last.performedBy()).contains(World.PARTY);

    Dialog moved = ledger.dialog(id);
    ledger.ok(Desk.owner().patch(id));
    assertThat(ledger.dialog(id)).isSameAs(moved);
  }

  @Test
  void submission_addsSent_evenSilently() {
    ledger.ok(Desk.owner().silent().transmission(id, "Submission", ""));
    assertThat(labels()).containsExactly(Default, Sent);
    Dialog sent = ledger.dialog(id);
    assertThat(sent.facts().fromParty()).isEqualTo(1);
    ledger.ok(Desk.owner().silent().transmission(id, "Correction", ""));
    assertThat(ledger.dialog(id).contexts()).isEqualTo(sent.contexts());
  }

  @Test
  void bulk_allOrNone() {
    UUID second = ledger.world.newId();
    ledger.ok(Desk.owner().create(second, ""));
    UUID foreign = ledger.world.newId();
    ledger.ok(Desk.of(World.ADMIN).createOn(World.FOREIGN, foreign, ""));
    UUID unknown = new UUID(0, 1);
    var refused = bulk(target(id), target(foreign), target(unknown));
    var problem = ((BulkDecision.Refused) refused).problem();
    assertProblem(problem, ProblemType.NOT_FOUND, "DialogEntity");
    assertThat(problem.errors().get("DialogEntity").get(0))
        .contains(foreign.toString(), unknown.toString())
        .doesNotContain(id.toString());

    var stale = bulk(target(id), new Target(second, Optional.of(unknown)));
    assertThat(((BulkDecision.Refused) stale).problem().type())
        .isEqualTo(ProblemType.PRECONDITION_FAILED);

    ledger.ok(person.labels(second, List.of(Bin), List.of()));
    var writes =
        (BulkDecision.Writes)
            bulk(
                new Target(id, Optional.of(ledger.dialog(id).contexts().endUserRevision())),
                target(second));
    assertThat(writes.units()).extracting(WriteUnit::dialogId).containsExactly(id);
    writes.units().forEach(ledger::apply);
    assertThat(labels()).containsExactly(Bin);
  }

  @Test
  void bulk_limits() {
    var none = (BulkDecision.Refused) bulk();
    assertProblem(none.problem(), ProblemType.VALIDATION, "dto.dialogs");
    var twice = (BulkDecision.Refused) bulk(target(id), target(id));
    assertThat(twice.problem().errors().get("dto.dialogs").get(0)).contains("duplicate");
  }

  private static Target target(UUID dialogId) {
    return new Target(dialogId, Optional.empty());
  }

  private BulkDecision bulk(Target... targets) {
    return BulkSystemLabels.decide(
        ledger.dialogs,
        new BulkSetSystemLabels(
            List.of(targets),
            List.of(Bin),
            List.of(),
            null,
            World.onBehalfOf(World.OWNER, World.PERSON)),
        ledger.world.context());
  }
}

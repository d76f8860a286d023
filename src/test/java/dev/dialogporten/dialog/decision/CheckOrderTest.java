package dev.dialogporten.dialog.decision;

import static dev.dialogporten.dialog.decision.CreationTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.problem.ProblemType;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which refusal wins when a request deserves several. */
class CheckOrderTest {
  private static final UUID NOWHERE = new UUID(0, 1);

  private final Ledger ledger = new Ledger();
  private final UUID id = ledger.world.newId();

  /** Operations that a deleted or frozen dialog bars, with where they compare the precondition. */
  enum Barred {
    PUT(true, (desk, id) -> desk.replace(id, "")),
    PATCH(true, (desk, id) -> desk.patch(id)),
    DELETE(true, Desk::delete),
    POST_TRANSMISSION(true, (desk, id) -> desk.transmission(id, "Information", "")),
    POST_ACTIVITY(false, (desk, id) -> desk.activity(id, "FormSaved", "")),
    PUT_TRANSMISSION(false, (desk, id) -> desk.update(id, NOWHERE, "Information", ""));

    final boolean early;
    private final java.util.function.BiFunction<Desk, UUID, DialogCommand> command;

    Barred(boolean early, java.util.function.BiFunction<Desk, UUID, DialogCommand> command) {
      this.early = early;
      this.command = command;
    }

    DialogCommand on(UUID id, Desk desk) {
      return command.apply(desk, id);
    }
  }

  @BeforeEach
  void create() {
    ledger.ok(Desk.owner().create(id, ""));
  }

  @ParameterizedTest
  @EnumSource
  void unknownOrForeign_is404(Barred operation) {
    assertProblem(
        ledger.refused(operation.on(NOWHERE, Desk.owner())), ProblemType.NOT_FOUND, "DialogEntity");
    ledger.ok(Desk.of(World.ADMIN).freeze(id));
    ledger.ok(Desk.of(World.ADMIN).delete(id));
    assertProblem(
        ledger.refused(operation.on(id, Desk.of(World.OTHER))),
        ProblemType.NOT_FOUND,
        "DialogEntity");
  }

  @ParameterizedTest
  @EnumSource
  void deleted_is410BeforeFrozenAndPrecondition(Barred operation) {
    ledger.ok(Desk.of(World.ADMIN).freeze(id));
    ledger.ok(Desk.of(World.ADMIN).delete(id));
    assertProblem(
        ledger.refused(operation.on(id, Desk.owner().stale())), ProblemType.GONE, "DialogEntity");
  }

  @ParameterizedTest
  @EnumSource
  void frozen_is403BeforePrecondition(Barred operation) {
    ledger.ok(Desk.of(World.ADMIN).freeze(id));
    assertProblem(
        ledger.refused(operation.on(id, Desk.owner().stale())), ProblemType.FORBIDDEN, "Forbidden");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PUT_TRANSMISSION")
  void stale_is412WithCurrentRevision(Barred operation) {
    var problem = ledger.refused(operation.on(id, Desk.owner().stale()));
    assertThat(problem.type()).isEqualTo(ProblemType.PRECONDITION_FAILED);
    assertThat(problem.currentRevision()).isEqualTo(ledger.dialog(id).revision());
    ledger.ok(operation.on(id, Desk.owner().ifMatch(ledger.dialog(id).revision())));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"DELETE", "PUT_TRANSMISSION"})
  void frozen_adminMay(Barred operation) {
    ledger.ok(Desk.of(World.ADMIN).freeze(id));
    ledger.ok(operation.on(id, Desk.of(World.ADMIN)));
  }

  @Test
  void put_timeRulesWinOverActivityTypes_butUnownedWinsOverAll() {
    String past = "dueAt: '2020-01-01T00:00:00Z'";
    String type = "activities: [{type: 'CorrespondenceOpened', " + Desk.BY_OWNER + "}]";
    String unowned =
        "guiActions: [{action: 'a', url: 'https://a.no/', priority: 'Primary', title: [{value: 'a',"
            + " languageCode: 'nb'}], authorizationAttribute: 'URN:altinn:resource:FOREIGN'}]";
    assertProblem(
        ledger.refused(Desk.owner().replace(id, type)), ProblemType.FORBIDDEN, "Forbidden");
    assertProblem(
        ledger.refused(Desk.owner().replace(id, past + ", " + type)),
        ProblemType.UNPROCESSABLE,
        "DueAt");
    var problem = ledger.refused(Desk.owner().replace(id, past + ", " + unowned));
    assertProblem(problem, ProblemType.FORBIDDEN, "Forbidden");
    assertThat(problem.errors().get("Forbidden").get(0)).contains("[" + World.FOREIGN + "]");
    ledger.ok(Desk.of(World.ADMIN).replace(id, unowned));
    assertProblem(
        ledger.refused(Desk.owner().patch(id, "{op: 'add', path: '/progress', value: 3}")),
        ProblemType.FORBIDDEN,
        "Forbidden");
  }

  @Test
  void put_collected_areReportedTogether() {
    assertProblem(
        ledger.refused(
            Desk.owner()
                .replace(
                    id,
                    "dueAt: '2020-01-01T00:00:00Z', activities: [{type: 'TransmissionOpened',"
                        + " transmissionId: '"
                        + NOWHERE
                        + "', "
                        + Desk.BY_OWNER
                        + "}], transmissions: [{type: 'Information', relatedTransmissionId: '"
                        + NOWHERE
                        + "', attachments: [{expiresAt: '2020-01-01T00:00:00Z', urls: [{url:"
                        + " 'https://a.no/', consumerType: 'Gui'}]}], "
                        + Desk.TEXTS
                        + "}], attachments: [{expiresAt: '2020-01-01T00:00:00Z', urls: [{url:"
                        + " 'https://a.no/', consumerType: 'Gui'}]}]")),
        ProblemType.UNPROCESSABLE,
        "DueAt",
        "Transmissions",
        "Activities",
        "Attachments.ExpiresAt",
        "Transmissions.Attachments.ExpiresAt");
  }

  @Test
  void postActivity_staleAndUnknownTransmission_is422First() {
    assertProblem(
        ledger.refused(Desk.owner().stale().opened(id, NOWHERE)),
        ProblemType.UNPROCESSABLE,
        "Activity.TransmissionId");
  }

  @Test
  void postActivity_correspondenceTypeWithoutScope_is403() {
    assertProblem(
        ledger.refused(Desk.of(World.ADMIN).activity(id, "CorrespondenceConfirmed", "")),
        ProblemType.FORBIDDEN,
        "Forbidden");
    ledger.ok(Desk.of(World.POST_OFFICE).activity(id, "CorrespondenceConfirmed", ""));
  }

  @Test
  void postActivity_deleted_adminMay() {
    ledger.ok(Desk.owner().delete(id));
    ledger.ok(Desk.of(World.ADMIN).activity(id, "FormSaved", ""));
    assertThat(ledger.dialog(id).isDeleted()).isTrue();
    assertThat(ledger.activitiesOf(id)).hasSize(1);
  }

  @Test
  void freeze_notAdmin_is403EvenForUnknown() {
    assertProblem(ledger.refused(Desk.owner().freeze(NOWHERE)), ProblemType.FORBIDDEN, "Forbidden");
    assertProblem(
        ledger.refused(Desk.of(World.ADMIN).freeze(NOWHERE)),
        ProblemType.NOT_FOUND,
        "DialogEntity");
  }

  @Test
  void unknownActor_comesAfterPrecondition() {
    String by =
        "performedBy: {actorType: 'PartyRepresentative', actorId: '" + World.STRANGER + "'}";
    assertThat(ledger.refused(Desk.owner().stale().activity(id, "FormSaved", by)).type())
        .isEqualTo(ProblemType.PRECONDITION_FAILED);
    assertProblem(
        ledger.refused(Desk.owner().activity(id, "FormSaved", by)),
        ProblemType.UNPROCESSABLE,
        "ActorId");
  }
}

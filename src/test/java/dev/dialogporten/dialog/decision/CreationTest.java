package dev.dialogporten.dialog.decision;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.DialogStatus;
import dev.dialogporten.dialog.SystemLabel;
import dev.dialogporten.dialog.change.Appended;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.outcome.CommandResult;
import dev.dialogporten.dialog.outcome.LabelLogEntry;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreationTest {
  private static final String SUBMISSION = "{type: 'Submission', " + Desk.TEXTS + "}";
  private static final String PAST = "dueAt: '2020-01-01T00:00:00Z'";

  private final Ledger ledger = new Ledger();
  private final UUID id = ledger.world.newId();

  @Test
  void create_minimal_hasDefaults() {
    CommandResult result = ledger.ok(Desk.owner().create(id, ""));
    Dialog dialog = ledger.dialog(id);
    assertThat(ledger.asked).isNull();
    assertThat(result).isEqualTo(new CommandResult(dialog.revision(), id));
    assertThat(dialog.version()).isEqualTo(1);
    assertThat(dialog.identity())
        .isEqualTo(
            new Dialog.Identity(
                "ttd", World.RESOURCE, "genericaccessresource", World.PARTY, null, null));
    assertThat(dialog.fields().status()).isEqualTo(DialogStatus.NotApplicable);
    assertThat(dialog.times())
        .isEqualTo(new Dialog.Times(ledger.world.now, ledger.world.now, ledger.world.now, null));
    assertThat(dialog.state()).isEqualTo(new Dialog.State(false, false, false));
    assertThat(dialog.facts()).isEqualTo(Dialog.Facts.NONE);
    assertThat(dialog.contexts().systemLabels().inOrder()).containsExactly(SystemLabel.Default);
    assertThat(dialog.sections().content())
        .isEqualTo(
            "{\"title\":{\"value\":[{\"value\":\"Tittel\",\"languageCode\":\"nb\"}],"
                + "\"mediaType\":\"text/plain\"},\"summary\":{\"value\":[{\"value\":\"Sammendrag\","
                + "\"languageCode\":\"nb\"}],\"mediaType\":\"text/plain\"}}");
    assertThat(dialog.sections().attachments()).isEqualTo("[]");
  }

  @Test
  void create_row_namesAppendedAndNoMembers() {
    ledger.ok(
        Desk.owner()
            .silent()
            .create(
                id,
                "process: 'urn:p', transmissions: ["
                    + SUBMISSION
                    + "], activities: [{type: 'FormSaved', extendedType: 'urn:x', "
                    + Desk.BY_OWNER
                    + "}]"));
    var change = ledger.lastChange();
    assertThat(change.kind()).isEqualTo(ChangeKind.CREATED);
    assertThat(change.members()).isEmpty();
    assertThat(change.silent()).isTrue();
    assertThat(change.revisionBefore()).isNull();
    assertThat(change.process()).isEqualTo("urn:p");
    assertThat(change.actor()).isEqualTo(World.PARTY);
    assertThat(change.appended())
        .containsExactly(
            new Appended.AppendedTransmission(
                ledger.transmissionsOf(id).get(0).id(), "ServiceOwner"),
            new Appended.AppendedActivity(
                ledger.activitiesOf(id).get(0).id(),
                dev.dialogporten.dialog.ActivityType.FormSaved,
                "urn:x"));
  }

  @Test
  void create_documents_areCanonical() {
    ledger.ok(
        Desk.owner()
            .create(
                id,
                "transmissions: [{type: 'Information', extendedType: 'urn:x', "
                    + Desk.TEXTS
                    + ", attachments: [{urls: [{url: 'https://a.no/1', consumerType: 'Api'}]}],"
                    + " navigationalActions: [{url: 'https://a.no/2', title: [{value: 'b',"
                    + " languageCode: 'nb'}, {value: 'a', languageCode: 'en'}]}]}],"
                    + " activities: [{type: 'Information', performedBy: {actorId: '"
                    + World.PERSON
                    + "', actorType: 'PartyRepresentative'}, description: [{value: 'd',"
                    + " languageCode: 'nb'}]}]"));
    assertThat(ledger.transmissionsOf(id).get(0).document().replaceAll("[0-9a-f-]{36}", "#"))
        .isEqualTo(
            "{\"id\":\"#\",\"createdAt\":\"2026-03-01T12:00:00.0000010Z\",\"extendedType\":\"urn:x\","
                + "\"type\":\"Information\",\"sender\":{\"actorType\":\"ServiceOwner\"},"
                + "\"content\":{\"title\":{\"value\":[{\"value\":\"T\",\"languageCode\":\"nb\"}],"
                + "\"mediaType\":\"text/plain\"},\"summary\":{\"value\":[{\"value\":\"S\","
                + "\"languageCode\":\"nb\"}],\"mediaType\":\"text/plain\"}},"
                + "\"attachments\":[{\"id\":\"#\",\"urls\":[{\"id\":\"#\",\"url\":\"https://a.no/1\","
                + "\"consumerType\":\"Api\"}]}],\"navigationalActions\":[{\"title\":["
                + "{\"value\":\"a\",\"languageCode\":\"en\"},{\"value\":\"b\",\"languageCode\":\"nb\"}],"
                + "\"url\":\"https://a.no/2\"}]}");
    assertThatJson(ledger.activitiesOf(id).get(0).document())
        .isEqualTo(
            "{id: '${json-unit.any-string}', createdAt: '2026-03-01T12:00:00.0000010Z', type:"
                + " 'Information', performedBy: {actorType: 'PartyRepresentative', actorName:"
                + " 'KARI NORDMANN', actorId: '"
                + World.PERSON
                + "'}, description: [{value: 'd', languageCode: 'nb'}]}");
  }

  @Test
  void create_labels_areNormalisedAndLogged() {
    ledger.ok(
        Desk.owner()
            .create(
                id,
                "systemLabel: 'Archive', serviceOwnerContext: {serviceOwnerLabels: [{value: '  ABC "
                    + " '}]}, transmissions: ["
                    + SUBMISSION
                    + "]"));
    assertThat(ledger.labels.get(id)).containsExactly("abc");
    assertThat(ledger.dialog(id).contexts().systemLabels().inOrder())
        .containsExactly(SystemLabel.Archive, SystemLabel.Sent);
    assertThat(ledger.labelLog)
        .extracting(LabelLogEntry::name, LabelLogEntry::action)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("systemlabel:Archive", "set"),
            org.assertj.core.groups.Tuple.tuple("systemlabel:Sent", "set"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -                    | -                    | 2026-03-01T12:00:00.000001Z | 2026-03-01T12:00:00.000001Z | false
          2026-01-01T00:00:00Z | -                    | 2026-01-01T00:00:00Z        | 2026-03-01T12:00:00.000001Z | false
          2025-11-30T23:59:59Z | 2026-01-02T00:00:00Z | 2025-11-30T23:59:59Z        | 2026-01-02T00:00:00Z        | true
          0001-01-01T00:00:00Z | 0001-01-01T00:00:00Z | 2026-03-01T12:00:00.000001Z | 2026-03-01T12:00:00.000001Z | false
          """)
  void create_suppliedTimes(
      String createdAt, String updatedAt, Instant created, Instant updated, boolean seen) {
    String members =
        (createdAt == null ? "" : "createdAt: '" + createdAt + "'")
            + (updatedAt == null ? "" : ", updatedAt: '" + updatedAt + "'");
    ledger.ok(Desk.owner().create(id, members));
    assertThat(ledger.dialog(id).times())
        .isEqualTo(new Dialog.Times(created, updated, updated, null));
    assertThat(ledger.dialog(id).isContentSeen()).isEqualTo(seen);
  }

  @Test
  void create_sameKey_liveDeletedPurged() {
    ledger.ok(Desk.owner().create(id, "idempotentKey: 'key-1'"));
    Problem live = ledger.refused(Desk.owner().create(ledger.world.newId(), keyAnd(PAST)));
    assertThat(live.type()).isEqualTo(ProblemType.CONFLICT);
    assertThat(live.errors().get("IdempotentKey").get(0))
        .contains("key-1", id.toString(), "already exists");
    ledger.ok(Desk.owner().delete(id));
    assertProblem(
        ledger.refused(Desk.owner().create(ledger.world.newId(), keyAnd(""))),
        ProblemType.UNPROCESSABLE,
        "Dialog");
    ledger.ok(Desk.owner().purge(id));
    ledger.ok(Desk.owner().create(ledger.world.newId(), keyAnd("")));
  }

  private static String keyAnd(String more) {
    return "idempotentKey: 'key-1'" + (more.isEmpty() ? "" : ", " + more);
  }

  @Test
  void create_takenId_is422() {
    ledger.ok(Desk.owner().create(id, ""));
    Problem problem = ledger.refused(Desk.owner().create(id, ""));
    assertProblem(problem, ProblemType.UNPROCESSABLE, "Dialog");
    assertThat(problem.errors().get("Dialog").get(0)).contains("Key ('Id')=(" + id + ")");
  }

  @Test
  void create_resourceChecks() {
    String unknown = "urn:altinn:resource:nobody";
    assertProblem(
        ledger.refused(Desk.owner().createOn(unknown, id, PAST)),
        ProblemType.UNPROCESSABLE,
        "ServiceResource");
    assertProblem(
        ledger.refused(Desk.of(World.ADMIN).createOn(unknown, id, "")),
        ProblemType.UNPROCESSABLE,
        "ServiceResource",
        "Org");
    Problem foreign = ledger.refused(Desk.owner().createOn(World.FOREIGN, id, PAST));
    assertProblem(foreign, ProblemType.FORBIDDEN, "Forbidden");
    assertThat(foreign.errors().get("Forbidden").get(0)).contains("[" + World.FOREIGN + "]");
    ledger.ok(Desk.of(World.ADMIN).createOn(World.FOREIGN, id, ""));
    assertThat(ledger.dialog(id).identity().org()).isEqualTo("brg");
  }

  @Test
  void create_correspondenceResource_needsScopeUnlessAdmin() {
    assertProblem(
        ledger.refused(Desk.owner().createOn(World.CORRESPONDENCE, id, "")),
        ProblemType.FORBIDDEN,
        "Forbidden");
    ledger.ok(Desk.of(World.ADMIN).createOn(World.CORRESPONDENCE, id, ""));
    assertThat(ledger.dialog(id).state().hasUnopenedContent()).isTrue();
  }

  @Test
  void create_collectedFailuresWinOverActivityTypes() {
    String opened = "activities: [{type: 'CorrespondenceOpened', " + Desk.BY_OWNER + "}]";
    assertProblem(
        ledger.refused(Desk.owner().create(id, opened)), ProblemType.FORBIDDEN, "Forbidden");
    assertProblem(
        ledger.refused(Desk.owner().create(id, opened + ", " + PAST)),
        ProblemType.UNPROCESSABLE,
        "DueAt");
    assertProblem(
        ledger.refused(Desk.of(World.ADMIN).create(id, opened)),
        ProblemType.FORBIDDEN,
        "Forbidden");
  }

  @Test
  void create_pastTimes_silentAndAdminMay() {
    String past = PAST + ", expiresAt: '2020-01-02T00:00:00Z', visibleFrom: '2019-01-01T00:00:00Z'";
    assertProblem(
        ledger.refused(Desk.owner().create(id, past)),
        ProblemType.UNPROCESSABLE,
        "DueAt",
        "ExpiresAt",
        "VisibleFrom");
    ledger.ok(Desk.owner().silent().create(id, past));
    ledger.ok(Desk.of(World.ADMIN).create(ledger.world.newId(), past));
  }

  @Test
  void create_repeatedTransmissionKey_is409() {
    String two = "{idempotentKey: 'k-1', type: 'Information', " + Desk.TEXTS + "}";
    assertProblem(
        ledger.refused(Desk.owner().create(id, "transmissions: [" + two + "," + two + "]")),
        ProblemType.CONFLICT,
        "IdempotentKey");
  }

  @Test
  void create_unknownActor_is422() {
    assertProblem(
        ledger.refused(
            Desk.owner()
                .create(
                    id,
                    "activities: [{type: 'FormSaved', performedBy: {actorType:"
                        + " 'PartyRepresentative', actorId: '"
                        + World.STRANGER
                        + "'}}]")),
        ProblemType.UNPROCESSABLE,
        "ActorId");
  }

  @Test
  void create_idUsedTwice_is422() {
    String url = "{id: '%s', url: 'https://a.no/', consumerType: 'Gui'}";
    String attachment = "{urls: [" + url.formatted("01900000-0000-7000-8000-00000000abcd") + "]}";
    assertProblem(
        ledger.refused(
            Desk.owner().create(id, "attachments: [" + attachment + "," + attachment + "]")),
        ProblemType.UNPROCESSABLE,
        "AttachmentUrl");
  }

  static void assertProblem(Problem problem, ProblemType type, String... keys) {
    assertThat(problem.type()).as("%s", problem).isEqualTo(type);
    assertThat(problem.errors()).containsOnlyKeys(keys);
  }
}

package dev.dialogporten.dialog.decision;

import static dev.dialogporten.dialog.decision.CreationTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.outcome.Lookup;
import dev.dialogporten.dialog.value.JsonText;
import dev.dialogporten.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransmissionUpdateTest {
  private static final String ATTACHMENT =
      "attachments: [{name: 'a', urls: [{url: 'https://a.no/', consumerType: 'Gui'}]}]";

  private final Ledger ledger = new Ledger();
  private final UUID id = ledger.world.newId();
  private UUID first;
  private UUID second;
  private UUID third;

  @BeforeEach
  void create() {
    ledger.ok(Desk.owner().create(id, ""));
    first = append("idempotentKey: 'k-1', " + ATTACHMENT);
    second = append("relatedTransmissionId: '" + first + "', idempotentKey: 'k-2'");
    third = append("relatedTransmissionId: '" + second + "'");
    ledger.world.pass(Duration.ofMinutes(1));
  }

  private UUID append(String more) {
    return ledger.ok(Desk.owner().transmission(id, "Information", more)).createdId();
  }

  @Test
  void update_replacesAll_keepsTimesCountersAndFlag() {
    Dialog before = ledger.dialog(id);
    ledger.ok(Desk.owner().update(id, first, "Submission", "externalReference: 'x'"));
    Dialog after = ledger.dialog(id);
    assertThat(ledger.asked).isEqualTo(new Lookup.AllTransmissions());
    assertThat(after.revision()).isNotEqualTo(before.revision());
    assertThat(after.times()).isEqualTo(before.times());
    assertThat(after.state()).isEqualTo(before.state());
    assertThat(after.contexts()).isEqualTo(before.contexts());
    assertThat(after.facts().fromServiceOwner()).isEqualTo(3);
    assertThat(after.facts().fromParty()).isZero();
    assertThat(after.facts().unopened()).isEqualTo(2);
    assertThat(ledger.lastChange().kind()).isEqualTo(ChangeKind.UPDATED);
    assertThat(ledger.lastChange().silent()).isTrue();
    assertThat(ledger.lastChange().members()).containsExactly(ChangedMember.transmissions);
    Transmission updated = ledger.transmissions.get(first);
    assertThat(updated.idempotentKey()).isNull();
    assertThat(updated.document()).contains("\"externalReference\":\"x\"").doesNotContain("k-1");
    assertThat(ledger.elementIds).isEmpty();
  }

  @Test
  void update_twice_twoRevisions() {
    UUID one = ledger.ok(Desk.owner().update(id, third, "Alert", "")).revision();
    UUID two = ledger.ok(Desk.owner().update(id, third, "Alert", "")).revision();
    assertThat(one).isNotEqualTo(two);
  }

  @Test
  void update_createdAt_replacedOrKept() {
    Instant created = ledger.transmissions.get(third).createdAt();
    ledger.ok(Desk.owner().update(id, third, "Alert", ""));
    assertThat(ledger.transmissions.get(third).createdAt()).isEqualTo(created);
    ledger.ok(Desk.owner().update(id, third, "Alert", "createdAt: '2030-01-01T00:00:00Z'"));
    assertThat(ledger.transmissions.get(third).createdAt())
        .isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
  }

  @Test
  void update_attachments_mergedById() {
    JsonNode stored =
        JsonText.parse(ledger.transmissions.get(first).document()).path("attachments");
    String kept = stored.get(0).path("id").asText();
    ledger.ok(
        Desk.owner()
            .update(
                id,
                first,
                "Alert",
                "attachments: [{id: '"
                    + kept
                    + "', urls: [{url: 'https://b.no/', consumerType:"
                    + " 'Api'}]}]"));
    JsonNode after = JsonText.parse(ledger.transmissions.get(first).document()).path("attachments");
    assertThat(after.get(0).path("id").asText()).isEqualTo(kept);
    assertThat(after.get(0).path("urls").get(0).path("id").asText())
        .isNotEqualTo(stored.get(0).path("urls").get(0).path("id").asText());
    assertThat(ledger.written.children().claimed()).hasSize(1);
    assertThat(ledger.written.children().released()).hasSize(1);
  }

  @Test
  void update_moved_takesItsAnswersAlong() {
    ledger.ok(Desk.owner().update(id, second, "Alert", ""));
    assertThat(ledger.transmissions.get(second).depth()).isEqualTo(1);
    assertThat(ledger.transmissions.get(third).depth()).isEqualTo(2);
    assertThat(ledger.written.children().rewrittenTransmissions())
        .extracting(Transmission::id)
        .containsExactly(second, third);
  }

  @Test
  void update_refusals() {
    assertProblem(
        ledger.refused(Desk.owner().stale().update(id, new UUID(0, 1), "Alert", "")),
        ProblemType.NOT_FOUND,
        "DialogTransmission");
    assertProblem(
        ledger.refused(Desk.owner().stale().update(id, third, "Alert", "idempotentKey: 'k-1'")),
        ProblemType.CONFLICT,
        "IdempotentKey");
    for (UUID parent : new UUID[] {first, third, new UUID(0, 1)}) {
      assertProblem(
          ledger.refused(
              Desk.owner()
                  .stale()
                  .update(id, first, "Alert", "relatedTransmissionId: '" + parent + "'")),
          ProblemType.UNPROCESSABLE,
          "Transmissions");
    }
    assertThat(ledger.refused(Desk.owner().stale().update(id, third, "Alert", "")).type())
        .isEqualTo(ProblemType.PRECONDITION_FAILED);
    ledger.ok(Desk.owner().update(id, first, "Alert", "idempotentKey: 'k-1'"));
  }

  @Test
  void update_unownedStoredAttribute_is403BeforeGone_andCanBeTakenAway() {
    Desk admin = Desk.of(World.ADMIN);
    String foreign = "authorizationAttribute: '" + World.FOREIGN + "'";
    ledger.ok(admin.update(id, first, "Alert", foreign));
    assertThat(ledger.dialog(id).facts().transmissionResources()).isEqualTo(World.FOREIGN);
    ledger.ok(Desk.of(World.ADMIN).delete(id));
    assertProblem(
        ledger.refused(Desk.owner().update(id, second, "Alert", "")),
        ProblemType.FORBIDDEN,
        "Forbidden");
    ledger.ok(admin.restore(id));
    ledger.ok(admin.update(id, second, "Alert", foreign));
    ledger.ok(admin.update(id, first, "Alert", ""));
    assertThat(ledger.dialog(id).facts().transmissionResources()).isEqualTo(World.FOREIGN);
    ledger.ok(admin.update(id, second, "Alert", ""));
    assertThat(ledger.dialog(id).facts().transmissionResources()).isEmpty();
  }
}

package dev.dialogporten.dialog.decision;

import static dev.dialogporten.dialog.decision.CreationTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.change.Appended.AppendedTransmission;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.outcome.Lookup;
import dev.dialogporten.problem.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Appending transmissions: hierarchy, keys, counters, and what must be looked up for it. */
class TransmissionsTest {
  private final Ledger ledger = new Ledger();
  private final UUID id = ledger.world.newId();

  @BeforeEach
  void create() {
    ledger.ok(Desk.owner().create(id, ""));
    ledger.world.pass(Duration.ofMinutes(1));
  }

  private UUID append(String more) {
    return ledger.ok(Desk.owner().transmission(id, "Information", more)).createdId();
  }

  private static String answering(UUID parent) {
    return "relatedTransmissionId: '" + parent + "'";
  }

  private static String inRequest(UUID transmissionId, UUID parent) {
    return "{id: '%s', relatedTransmissionId: '%s', type: 'Information', %s}"
        .formatted(transmissionId, parent, Desk.TEXTS);
  }

  private static Lookup<?> asking(Set<UUID> transmissions, Set<String> keys) {
    return new Lookup.RowsInUse(transmissions, keys, Set.of(), Set.of());
  }

  @Test
  void append_plain_needsNothing() {
    UUID created = append("");
    assertThat(ledger.asked).isNull();
    Transmission transmission = ledger.transmissions.get(created);
    assertThat(transmission.depth()).isEqualTo(1);
    assertThat(transmission.opened()).isFalse();
    assertThat(ledger.lastChange().appended())
        .containsExactly(new AppendedTransmission(created, "ServiceOwner"));
    assertThat(ledger.lastChange().members())
        .containsExactlyInAnyOrder(ChangedMember.transmissions, ChangedMember.hasUnopenedContent);
  }

  @Test
  void append_needsOnlyWhatItNames() {
    UUID parent = append("");
    append(answering(parent) + ", idempotentKey: 'k-1'");
    assertThat(ledger.asked).isEqualTo(asking(set(parent), set("k-1")));
    assertThat(ledger.written.children().transmissions().get(0).depth()).isEqualTo(2);
    ledger.ok(Desk.owner().activity(id, "FormSaved", ""));
    assertThat(ledger.asked).isNull();
    ledger.ok(Desk.owner().opened(id, parent));
    assertThat(ledger.asked).isEqualTo(asking(set(parent), set()));
    ledger.ok(Desk.owner().patch(id, "{op: 'add', path: '/progress', value: 1}"));
    assertThat(ledger.asked).isNull();
    ledger.ok(Desk.owner().replace(id, ""));
    assertThat(ledger.asked).isNull();
  }

  @SafeVarargs
  private static <T> Set<T> set(T... elements) {
    return Set.of(elements);
  }

  @Test
  void key_takenInDialog_is409_freeInOther() {
    append("idempotentKey: 'k-1'");
    var post = ledger.refused(Desk.owner().transmission(id, "Alert", "idempotentKey: 'k-1'"));
    assertProblem(post, ProblemType.CONFLICT, "IdempotentKey");
    assertThat(post.errors().toString()).contains("k-1", "already exists");
    assertProblem(
        ledger.refused(
            Desk.owner()
                .replace(
                    id,
                    "transmissions: [{type: 'Alert', idempotentKey: 'k-1', " + Desk.TEXTS + "}]")),
        ProblemType.CONFLICT,
        "IdempotentKey");
    UUID other = ledger.world.newId();
    ledger.ok(Desk.owner().create(other, ""));
    ledger.ok(Desk.owner().transmission(other, "Alert", "idempotentKey: 'k-1'"));
    append("idempotentKey: 'K-1'");
  }

  @Test
  void parent_unknownOrInOtherDialog_is422() {
    UUID other = ledger.world.newId();
    ledger.ok(Desk.owner().create(other, ""));
    UUID foreign = ledger.ok(Desk.owner().transmission(other, "Alert", "")).createdId();
    var problem = ledger.refused(Desk.owner().transmission(id, "Alert", answering(foreign)));
    assertProblem(problem, ProblemType.UNPROCESSABLE, "Transmissions");
    assertThat(problem.errors().toString()).contains("does not exist", foreign.toString());
  }

  @Test
  void depth_hundredIsFine_oneMoreIsNot() {
    UUID last = append("");
    for (int depth = 2; depth <= 100; depth++) {
      last = append(answering(last));
    }
    assertThat(ledger.transmissions.get(last).depth()).isEqualTo(100);
    var problem = ledger.refused(Desk.owner().transmission(id, "Alert", answering(last)));
    assertProblem(problem, ProblemType.UNPROCESSABLE, "Transmissions");
    assertThat(problem.errors().toString()).contains("depth violation");
  }

  @Test
  void width_hundredAnswersAreFine_oneMoreIsNot() {
    UUID parent = append("");
    for (int i = 0; i < 100; i++) {
      append(answering(parent));
    }
    var problem = ledger.refused(Desk.owner().transmission(id, "Alert", answering(parent)));
    assertProblem(problem, ProblemType.UNPROCESSABLE, "Transmissions");
    assertThat(problem.errors().toString()).contains("cannot exceed");
  }

  @Test
  void put_chainInRequestBelowStored_getsItsDepths() {
    UUID stored = append("");
    UUID a = ledger.world.newId();
    UUID b = ledger.world.newId();
    ledger.ok(
        Desk.owner()
            .replace(id, "transmissions: [" + inRequest(b, a) + ", " + inRequest(a, stored) + "]"));
    assertThat(((Lookup.RowsInUse) ledger.asked).transmissions()).containsExactly(stored);
    assertThat(ledger.transmissions.get(a).depth()).isEqualTo(2);
    assertThat(ledger.transmissions.get(b).depth()).isEqualTo(3);
    assertThat(ledger.lastChange().appended())
        .extracting(appended -> appended.id())
        .containsExactly(b, a);
  }

  @Test
  void put_cycle_is422() {
    UUID a = ledger.world.newId();
    UUID b = ledger.world.newId();
    var problem =
        ledger.refused(
            Desk.owner()
                .replace(id, "transmissions: [" + inRequest(a, b) + ", " + inRequest(b, a) + "]"));
    assertProblem(problem, ProblemType.UNPROCESSABLE, "Transmissions");
    assertThat(problem.errors().toString()).contains("cyclic");
  }

  @Test
  void hierarchy_longChainUpwards_isWalkedOnce() {
    Map<UUID, UUID> parents = new java.util.LinkedHashMap<>();
    UUID child = null;
    for (int i = 0; i < 100; i++) {
      UUID next = ledger.world.newId();
      parents.put(next, child);
      child = next;
    }
    var faults = new dev.dialogporten.problem.Faults();
    Hierarchy hierarchy = new Hierarchy(parents, Map.of(), Map.of()).check(faults);
    assertThat(faults.isEmpty()).isTrue();
    assertThat(hierarchy.depth(child)).isEqualTo(100);
  }

  @Test
  void counters_byType_andTheirLimit() {
    append("");
    ledger.ok(Desk.owner().transmission(id, "Correction", ""));
    Dialog.Facts facts = ledger.dialog(id).facts();
    assertThat(List.of(facts.fromServiceOwner(), facts.fromParty())).containsExactly(1, 1);
    Dialog full =
        ledger
            .dialog(id)
            .withFacts(new Dialog.Facts(32_767, 32_766, 1, 0, 0, false, "", "", false, false));
    ledger.dialogs.put(id, full);
    assertProblem(
        ledger.refused(Desk.owner().transmission(id, "Information", "")),
        ProblemType.UNPROCESSABLE,
        "FromServiceOwnerTransmissionsCount");
    ledger.ok(Desk.owner().transmission(id, "Submission", ""));
    assertProblem(
        ledger.refused(Desk.owner().transmission(id, "Submission", "")),
        ProblemType.UNPROCESSABLE,
        "FromPartyTransmissionsCount");
  }

  @Test
  void attachment_expired_is422_unownedAttributeWinsOverIt() {
    String expired =
        "attachments: [{expiresAt: '2020-01-01T00:00:00Z', urls: [{url: 'https://a.no/',"
            + " consumerType: 'Gui'}]}]";
    assertProblem(
        ledger.refused(Desk.owner().silent().transmission(id, "Alert", expired)),
        ProblemType.UNPROCESSABLE,
        "Transmissions.Attachments.ExpiresAt");
    assertProblem(
        ledger.refused(
            Desk.owner()
                .transmission(
                    id, "Alert", expired + ", authorizationAttribute: '" + World.FOREIGN + "'")),
        ProblemType.FORBIDDEN,
        "Forbidden");
  }

  @Test
  void resources_ofStoredTransmissions_areCheckedByPut_notByPost() {
    ledger.ok(
        Desk.of(World.ADMIN)
            .transmission(id, "Alert", "authorizationAttribute: '" + World.FOREIGN + "'"));
    assertThat(ledger.dialog(id).facts().transmissionResources()).isEqualTo(World.FOREIGN);
    append("");
    assertProblem(ledger.refused(Desk.owner().patch(id)), ProblemType.FORBIDDEN, "Forbidden");
  }
}

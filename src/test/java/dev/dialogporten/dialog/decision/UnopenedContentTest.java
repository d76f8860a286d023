package dev.dialogporten.dialog.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Dialog;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When the flag of unopened content goes up and down. */
class UnopenedContentTest {
  private final Ledger ledger = new Ledger();
  private final UUID id = ledger.world.newId();

  private boolean unopened() {
    return ledger.dialog(id).state().hasUnopenedContent();
  }

  private UUID transmission(String type) {
    return ledger.ok(Desk.owner().transmission(id, type, "")).createdId();
  }

  @Test
  void create_openedInSameRequest_theNextPutChangesNothing() {
    UUID transmission = ledger.world.newId();
    ledger.ok(
        Desk.owner()
            .create(
                id,
                "transmissions: [{id: '%1$s', type: 'Information', %2$s}], activities: [{type:"
                        .formatted(transmission, Desk.TEXTS)
                    + " 'TransmissionOpened', transmissionId: '%s', %s}]"
                        .formatted(transmission, Desk.BY_OWNER)));
    assertThat(unopened()).isFalse();
    assertThat(ledger.dialog(id).facts().unopened()).isZero();
    assertThat(ledger.transmissions.get(transmission).opened()).isTrue();

    ledger.world.pass(Duration.ofMinutes(1));
    Dialog before = ledger.dialog(id);
    ledger.ok(Desk.owner().replaceAsIs(before));
    assertThat(unopened()).isFalse();
    assertThat(ledger.dialog(id).revision()).isEqualTo(before.revision());
  }

  @Test
  void post_fromParty_leavesIt_fromServiceOwnerSetsIt() {
    ledger.ok(Desk.owner().create(id, ""));
    transmission("Submission");
    assertThat(unopened()).isFalse();
    transmission("Alert");
    assertThat(unopened()).isTrue();
    transmission("Correction");
    assertThat(unopened()).isTrue();
  }

  @Test
  void opened_oneAfterTheOther_onlyTheLastClearsIt() {
    ledger.ok(Desk.owner().create(id, ""));
    UUID first = transmission("Alert");
    UUID second = transmission("Alert");
    UUID submission = transmission("Submission");
    ledger.ok(Desk.owner().opened(id, first));
    ledger.ok(Desk.owner().opened(id, first));
    ledger.ok(Desk.owner().opened(id, submission));
    assertThat(unopened()).isTrue();
    assertThat(ledger.dialog(id).facts().unopened()).isEqualTo(1);
    ledger.ok(Desk.owner().silent().opened(id, second));
    assertThat(unopened()).isFalse();
    assertThat(ledger.transmissions.get(second).opened()).isTrue();
  }

  /** Nothing is unopened here any more, but only a report on what was to be opened may say so. */
  @Test
  void opened_fromTheParty_leavesIt() {
    ledger.ok(Desk.owner().create(id, ""));
    UUID letter = transmission("Alert");
    UUID answer = transmission("Submission");
    ledger.ok(Desk.owner().update(id, letter, "Submission", ""));
    assertThat(ledger.dialog(id).facts().unopened()).isZero();
    ledger.ok(Desk.owner().opened(id, answer));
    assertThat(unopened()).isTrue();
    ledger.ok(Desk.owner().replaceAsIs(ledger.dialog(id)));
    assertThat(unopened()).isFalse();
  }

  @Test
  void correspondence_needsItsOwnReport() {
    Desk office = Desk.of(World.POST_OFFICE);
    ledger.ok(office.createOn(World.CORRESPONDENCE, id, ""));
    assertThat(unopened()).isTrue();
    UUID letter = ledger.ok(office.transmission(id, "Alert", "")).createdId();
    ledger.ok(office.activity(id, "CorrespondenceOpened", ""));
    assertThat(unopened()).isTrue();
    ledger.ok(office.opened(id, letter));
    assertThat(unopened()).isFalse();
  }

  @Test
  void correspondence_otherOrder() {
    Desk office = Desk.of(World.POST_OFFICE);
    ledger.ok(office.createOn(World.CORRESPONDENCE, id, ""));
    UUID letter = ledger.ok(office.transmission(id, "Alert", "")).createdId();
    ledger.ok(office.opened(id, letter));
    assertThat(unopened()).isTrue();
    ledger.ok(office.activity(id, "CorrespondenceConfirmed", ""));
    assertThat(unopened()).isTrue();
    ledger.ok(office.activity(id, "CorrespondenceOpened", ""));
    assertThat(unopened()).isFalse();
  }

  @Test
  void correspondenceOpened_onOrdinaryResource_leavesIt() {
    ledger.ok(Desk.owner().create(id, ""));
    UUID transmission = ledger.world.newId();
    ledger.ok(
        Desk.owner()
            .silent()
            .replace(
                id,
                "transmissions: [{id: '%s', type: 'Alert', %s}]"
                    .formatted(transmission, Desk.TEXTS)));
    assertThat(unopened()).isTrue();
    ledger.ok(Desk.of(World.POST_OFFICE).activity(id, "CorrespondenceOpened", ""));
    assertThat(unopened()).isTrue();
    assertThat(ledger.dialog(id).facts().correspondenceOpened()).isTrue();
  }
}

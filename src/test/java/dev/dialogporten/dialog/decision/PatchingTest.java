package dev.dialogporten.dialog.decision;

import static dev.dialogporten.dialog.decision.CreationTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.DialogStatus;
import dev.dialogporten.dialog.Sections;
import dev.dialogporten.problem.ProblemType;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where PATCH is more than a PUT of the patched dialog. */
class PatchingTest {
  private final Ledger ledger = new Ledger();
  private final UUID id = ledger.world.newId();

  @BeforeEach
  void create() {
    ledger.ok(
        Desk.owner()
            .create(
                id,
                "status: 'Sent', progress: 5, expiresAt: '2026-04-01T00:00:00Z', dueAt:"
                    + " '2026-03-02T00:00:00Z', searchTags: [{value: 'tag'}]"));
  }

  @Test
  void patch_scalar_doesNotReadSections() {
    Dialog stored = ledger.dialog(id);
    Sections unreadable = new Sections("{no", "[json", "[at", "[all", "[!");
    ledger.dialogs.put(id, stored.withSections(unreadable));
    ledger.ok(Desk.owner().patch(id, "{op: 'replace', path: '/progress', value: 60}"));
    assertThat(ledger.dialog(id).fields().progress()).isEqualTo(60);
    assertThat(ledger.dialog(id).sections()).isEqualTo(unreadable);
  }

  @Test
  void patch_empty_changesNothing() {
    Dialog before = ledger.dialog(id);
    assertThat(ledger.ok(Desk.owner().patch(id)).revision()).isEqualTo(before.revision());
    assertThat(ledger.dialog(id)).isSameAs(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{op: 'replace', path: '/progress', value: 5}",
        "{op: 'replace', path: '/dueAt', value: '2026-03-02T01:00:00.0000009+01:00'}",
        "{op: 'test', path: '/status', value: 'Awaiting'}",
        "{op: 'replace', path: '/searchTags', value: [{value: 'TAG'}]}",
        "{op: 'remove', path: '/extendedStatus'}"
      })
  void patch_sameValue_changesNothing(String operation) {
    Dialog before = ledger.dialog(id);
    ledger.ok(Desk.owner().patch(id, operation));
    assertThat(ledger.dialog(id)).isSameAs(before);
  }

  @Test
  void patch_deprecatedStatus_isMapped() {
    ledger.ok(Desk.owner().patch(id, "{op: 'replace', path: '/status', value: 'new'}"));
    assertThat(ledger.dialog(id).fields().status()).isEqualTo(DialogStatus.NotApplicable);
  }

  @Test
  void patch_notApplicable_orInvalid_changesNothing() {
    assertThat(
            ledger
                .refused(Desk.owner().patch(id, "{op: 'test', path: '/progress', value: 6}"))
                .type())
        .isEqualTo(ProblemType.PATCH_NOT_APPLICABLE);
    assertThat(ledger.refused(Desk.owner().patch(id, "{op: 'remove', path: '/status'}")).type())
        .isEqualTo(ProblemType.VALIDATION);
    assertProblem(
        ledger.refused(Desk.owner().patch(id, "{op: 'remove', path: '/content'}")),
        ProblemType.VALIDATION,
        "dto.content");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {op: 'replace', path: '/dueAt', value: '2026-03-01T00:00:00Z'} | DueAt
          {op: 'replace', path: '/expiresAt', value: '2026-03-03T00:00:00Z'} | ExpiresAt
          {op: 'remove', path: '/expiresAt'} | ExpiresAt
          """)
  void patch_pastTimes_onlyPrivilegedMay(String operation, String key) {
    ledger.world.pass(Duration.ofDays(3));
    ledger.ok(Desk.owner().patch(id, "{op: 'replace', path: '/progress', value: 6}"));
    assertProblem(
        ledger.refused(Desk.owner().patch(id, operation)), ProblemType.UNPROCESSABLE, key);
    Dialog stored = ledger.dialog(id);
    ledger.ok(Desk.owner().silent().patch(id, operation));
    ledger.dialogs.put(id, stored);
    ledger.ok(Desk.of(World.ADMIN).patch(id, operation));
  }

  @Test
  void patch_removeDueAt_isAllowed() {
    ledger.ok(Desk.owner().patch(id, "{op: 'remove', path: '/dueAt'}"));
    assertThat(ledger.dialog(id).fields().dueAt()).isNull();
  }

  @Test
  void patch_apiOnlyOff_refusedWhileContentIsMissing() {
    UUID bare = ledger.world.newId();
    ledger.ok(Desk.owner().create(bare, "isApiOnly: true"));
    ledger.ok(Desk.owner().patch(bare, "{op: 'remove', path: '/content'}"));
    assertThat(ledger.dialog(bare).sections().content()).isEqualTo("{}");
    assertProblem(
        ledger.refused(
            Desk.owner().patch(bare, "{op: 'replace', path: '/isApiOnly', value: false}")),
        ProblemType.VALIDATION,
        "dto.content");
    ledger.ok(
        Desk.owner()
            .patch(
                bare,
                "{op: 'add', path: '/content', value: {title: {value: [{value: 'x', languageCode:"
                    + " 'nb'}]}}}",
                "{op: 'replace', path: '/isApiOnly', value: false}"));
  }

  @Test
  void patch_apiOnlyOff_refusedWhileATransmissionLacksContent() {
    UUID bare = ledger.world.newId();
    ledger.ok(
        Desk.owner()
            .create(
                bare,
                "isApiOnly: true, transmissions: [{type: 'Alert', sender: {actorType:"
                    + " 'ServiceOwner'}}]"));
    assertThat(ledger.dialog(bare).facts().contentless()).isEqualTo(1);
    String off = "{op: 'replace', path: '/isApiOnly', value: false}";
    assertProblem(
        ledger.refused(Desk.owner().patch(bare, off)), ProblemType.VALIDATION, "dto.transmissions");
    UUID transmission = ledger.transmissionsOf(bare).get(0).id();
    ledger.ok(Desk.owner().update(bare, transmission, "Alert", ""));
    assertThat(ledger.dialog(bare).facts().contentless()).isZero();
    ledger.ok(Desk.owner().patch(bare, off));
  }

  @Test
  void patch_legacyHtml_isRefusedWithoutScope_thoughUntouched() {
    UUID html = ledger.world.newId();
    ledger.ok(
        Desk.of(World.caller(dev.dialogporten.dialog.Scope.LEGACY_HTML))
            .create(
                html,
                "content: {title: {value: [{value: 'x', languageCode: 'nb'}]}, additionalInfo:"
                    + " {mediaType: 'text/html', value: [{value: '<p>x</p>', languageCode:"
                    + " 'nb'}]}}"));
    assertThat(ledger.dialog(html).facts().legacyHtml()).isTrue();
    assertThat(
            ledger
                .refused(Desk.owner().patch(html, "{op: 'add', path: '/progress', value: 1}"))
                .type())
        .isEqualTo(ProblemType.VALIDATION);
    ledger.ok(Desk.owner().patch(html, "{op: 'remove', path: '/content/additionalInfo'}"));
    assertThat(ledger.dialog(html).facts().legacyHtml()).isFalse();
  }

  @Test
  void patch_appends() {
    ledger.ok(
        Desk.owner()
            .patch(
                id,
                "{op: 'add', path: '/activities/-', value: {type: 'FormSaved', "
                    + Desk.BY_OWNER
                    + "}}"));
    assertThat(ledger.activitiesOf(id)).hasSize(1);
    assertThat(ledger.dialog(id).facts().activities()).isEqualTo(1);
    assertThat(
            ledger.refused(Desk.owner().patch(id, "{op: 'remove', path: '/activities/0'}")).type())
        .isEqualTo(ProblemType.PATCH_NOT_APPLICABLE);
  }
}

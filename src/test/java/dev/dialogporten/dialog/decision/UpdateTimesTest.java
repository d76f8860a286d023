package dev.dialogporten.dialog.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.dialog.outcome.CommandResult;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which change moves which time stamp. */
class UpdateTimesTest {
  private static final String URL = "url: 'https://example.com/'";
  private static final String TITLE = "title: [{value: 'Gå', languageCode: 'nb'}]";
  private static final String TRANSMISSION = "{type: 'Information', " + Desk.TEXTS + "}";
  private static final String ACTIVITY = "{type: 'FormSaved', " + Desk.BY_OWNER + "}";

  private final Ledger ledger = new Ledger();
  private final UUID id = ledger.world.newId();

  private Dialog seenDialog(String more) {
    ledger.ok(Desk.owner().create(id, more));
    ledger.world.pass(Duration.ofMinutes(1));
    ledger.ok(Desk.owner().open(id, World.PERSON));
    ledger.world.pass(Duration.ofMinutes(1));
    return ledger.dialog(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          status             | true  | {op:'replace', path:'/status', value:'Draft'}
          extendedStatus     | true  | {op:'add', path:'/extendedStatus', value:'x'}
          content            | true  | {op:'replace', path:'/content/title/value/0/value', value:'x'}
          content            | true  | {op:'remove', path:'/content/summary'}
          attachments        | true  | {op:'add', path:'/attachments/-', value:{urls:[{URL, consumerType:'Gui'}]}}
          attachments        | true  | {op:'replace', path:'/attachments/0/name', value:'b'}
          attachments        | true  | {op:'replace', path:'/attachments/0/urls/0/url', value:'https://b.no/'}
          guiActions         | true  | {op:'replace', path:'/guiActions/0/title/0/value', value:'b'}
          guiActions         | true  | {op:'remove', path:'/guiActions/0'}
          apiActions         | true  | {op:'replace', path:'/apiActions/0/endpoints/0/version', value:'v2'}
          transmissions      | true  | {op:'add', path:'/transmissions/-', value:TRANSMISSION}
          progress           | false | {op:'add', path:'/progress', value:7}
          externalReference  | false | {op:'add', path:'/externalReference', value:'x'}
          dueAt              | false | {op:'add', path:'/dueAt', value:'2030-01-01T00:00:00Z'}
          expiresAt          | false | {op:'add', path:'/expiresAt', value:'2030-01-01T00:00:00Z'}
          process            | false | {op:'add', path:'/process', value:'urn:p'}
          precedingProcess   | false | {op:'add', path:'/precedingProcess', value:'urn:q'}
          isApiOnly          | false | {op:'replace', path:'/isApiOnly', value:true}
          searchTags         | false | {op:'add', path:'/searchTags/-', value:{value:'tag'}}
          activities         | false | {op:'add', path:'/activities/-', value:ACTIVITY}
          """)
  void patch_oneMember(ChangedMember member, boolean isContent, String operation) {
    Dialog before = seenDialog(sections());
    DialogCommand patch = Desk.owner().patch(id, expand(operation));
    CommandResult result = ledger.ok(patch);
    Dialog after = ledger.dialog(id);
    assertThat(result.revision()).isEqualTo(after.revision()).isNotEqualTo(before.revision());
    assertThat(after.times().updatedAt()).isEqualTo(ledger.world.now);
    assertThat(after.times().contentUpdatedAt())
        .isEqualTo(isContent ? ledger.world.now : before.times().contentUpdatedAt());
    assertThat(after.isContentSeen()).isEqualTo(!isContent);
    assertThat(ledger.lastChange().members()).contains(member);
    assertThat(ledger.lastChange().kind()).isEqualTo(ChangeKind.UPDATED);
    assertThat(ledger.lastChange().silent()).isFalse();

    DialogCommand silent = Desk.owner().silent().patch(id, expand(operation));
    setUpAgain();
    Dialog untouched = ledger.dialog(id);
    ledger.ok(silent);
    Dialog silently = ledger.dialog(id);
    assertThat(silently.revision()).isNotEqualTo(untouched.revision());
    assertThat(silently.times()).isEqualTo(untouched.times());
    assertThat(silently.isContentSeen()).isTrue();
    assertThat(ledger.lastChange().silent()).isTrue();
  }

  private void setUpAgain() {
    ledger.ok(Desk.owner().purge(id));
    seenDialog(sections());
  }

  private static String sections() {
    return ("process: 'urn:o', attachments: [{name: 'a', urls: [{URL, consumerType: 'Gui'}]}],"
            + " guiActions: [{action: 'open', URL, priority: 'Primary', TITLE}],"
            + " apiActions: [{action: 'open', endpoints: [{URL, httpMethod: 'GET'}]}]")
        .replace("URL", URL)
        .replace("TITLE", TITLE);
  }

  private static String expand(String operation) {
    return operation
        .replace("URL", URL)
        .replace("TRANSMISSION", TRANSMISSION)
        .replace("ACTIVITY", ACTIVITY);
  }

  @Test
  void updatedAt_neverMovesBack_contentUpdatedAtMay() {
    Instant ahead = ledger.world.now.plusSeconds(10);
    ledger.ok(Desk.owner().create(id, "createdAt: '%s', updatedAt: '%s'".formatted(ahead, ahead)));
    ledger.ok(Desk.owner().patch(id, "{op:'add', path:'/extendedStatus', value:'x'}"));
    assertThat(ledger.dialog(id).times().updatedAt()).isEqualTo(ahead);
    assertThat(ledger.dialog(id).times().contentUpdatedAt()).isEqualTo(ledger.world.now);
  }

  @Test
  void futureVisibleFrom_datesEverything_evenSilently() {
    Instant visibleFrom = Instant.parse("2027-01-01T00:00:00Z");
    ledger.ok(
        Desk.owner()
            .create(
                id, "visibleFrom: '%s', createdAt: '2026-01-01T00:00:00Z'".formatted(visibleFrom)));
    assertThat(ledger.dialog(id).times())
        .isEqualTo(new Dialog.Times(visibleFrom, visibleFrom, visibleFrom, null));
    ledger.world.pass(Duration.ofDays(1));
    ledger.ok(Desk.owner().silent().patch(id, "{op:'add', path:'/progress', value:1}"));
    ledger.ok(Desk.owner().transmission(id, "Information", "createdAt: '2026-01-01T00:00:00Z'"));
    ledger.ok(Desk.owner().activity(id, "FormSaved", ""));
    assertThat(ledger.dialog(id).times())
        .isEqualTo(new Dialog.Times(visibleFrom, visibleFrom, visibleFrom, null));
    assertThat(ledger.transmissionsOf(id).get(0).createdAt()).isEqualTo(visibleFrom);
    assertThat(ledger.activitiesOf(id).get(0).createdAt()).isEqualTo(ledger.world.now);

    ledger.world.now = visibleFrom.plusSeconds(1);
    ledger.ok(Desk.owner().patch(id, "{op:'add', path:'/progress', value:2}"));
    assertThat(ledger.dialog(id).times().updatedAt()).isEqualTo(ledger.world.now);
    assertThat(ledger.dialog(id).times().contentUpdatedAt()).isEqualTo(visibleFrom);
  }

  @Test
  void futureVisibleFrom_clearsSeen_butDeleteKeepsTimes() {
    Instant visibleFrom = Instant.parse("2027-01-01T00:00:00Z");
    Dialog seen = seenDialog("visibleFrom: '%s'".formatted(visibleFrom));
    assertThat(seen.isContentSeen()).isTrue();
    ledger.ok(Desk.owner().delete(id));
    ledger.ok(Desk.owner().restore(id));
    assertThat(ledger.dialog(id).isContentSeen()).isTrue();
    ledger.ok(Desk.owner().silent().patch(id, "{op:'add', path:'/progress', value:1}"));
    assertThat(ledger.dialog(id).isContentSeen()).isFalse();
  }
}

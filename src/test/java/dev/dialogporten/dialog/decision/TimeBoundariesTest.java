package dev.dialogporten.dialog.decision;

import static dev.dialogporten.dialog.decision.CreationTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.dialog.value.Instants;
import dev.dialogporten.problem.ProblemType;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times that are exactly now, which no request from outside can hit. */
class TimeBoundariesTest {
  private static final String URLS = "urls: [{url: 'https://a.no/', consumerType: 'Gui'}]";

  private final Ledger ledger = new Ledger();
  private final UUID id = ledger.world.newId();

  /** The last refused and the first accepted moment, in microseconds from now. */
  private void assertFirst(int micros, Case when, ProblemType type, String key) {
    assertProblem(ledger.refused(when.command(time(micros - 1))), type, key);
    assertThat(ledger.ok(when.command(time(micros)))).isNotNull();
  }

  private interface Case {
    DialogCommand command(String time);
  }

  private String time(int micros) {
    return Instants.format(ledger.world.now.plus(micros, ChronoUnit.MICROS));
  }

  @ParameterizedTest
  @CsvSource({"dueAt, DueAt", "expiresAt, ExpiresAt", "visibleFrom, VisibleFrom"})
  void create_mustLieAhead(String member, String key) {
    Case create = time -> Desk.owner().create(id, member + ": '" + time + "'");
    assertFirst(1, create, ProblemType.UNPROCESSABLE, key);
  }

  @ParameterizedTest
  @CsvSource({"dueAt, DueAt", "expiresAt, ExpiresAt"})
  void replace_mustLieAhead(String member, String key) {
    ledger.ok(Desk.owner().create(id, ""));
    Case replace = time -> Desk.owner().replace(id, member + ": '" + time + "'");
    assertFirst(1, replace, ProblemType.UNPROCESSABLE, key);
  }

  @Test
  void create_attachmentMayExpireNow() {
    Case create = time -> Desk.owner().create(id, "attachments: [" + expiring(time) + "]");
    assertFirst(0, create, ProblemType.VALIDATION, "dto.attachments[0].expiresAt");
  }

  private static String expiring(String time) {
    return "{expiresAt: '%s', %s}".formatted(time, URLS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void update_attachmentMustNotExpireNow(boolean ofDialog) {
    ledger.ok(Desk.owner().create(id, ""));
    Desk desk = Desk.of(World.ADMIN).silent();
    Case update =
        ofDialog
            ? time -> desk.replace(id, "attachments: [" + expiring(time) + "]")
            : time -> desk.transmission(id, "Alert", "attachments: [" + expiring(time) + "]");
    String key = ofDialog ? "Attachments.ExpiresAt" : "Transmissions.Attachments.ExpiresAt";
    assertFirst(1, update, ProblemType.UNPROCESSABLE, key);
  }
}

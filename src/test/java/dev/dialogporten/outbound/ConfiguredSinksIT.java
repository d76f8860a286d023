package dev.dialogporten.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.outbound.Receiver.Posted;
import dev.dialogporten.testing.Patience;
import dev.dialogporten.testing.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The operator's sinks as the settings describe them. */
class ConfiguredSinksIT {
  private final TestDatabase database = TestDatabase.fresh();
  private final Receiver receiver = new Receiver();
  private EventsNode node;

  @AfterEach
  void close() {
    node.close();
    receiver.close();
  }

  @Test
  void altinn_fromTheBeginning_everybodysEvents_withTheToken() {
    UUID first = change("one");
    UUID second = change("two");

    start("events.altinn.start", "beginning");

    assertThat(receiver.next(2))
        .extracting(ConfiguredSinksIT::dialog)
        .containsExactly(first.toString(), second.toString());
  }

  @Test
  void altinn_fromNowOn_thatIsWhatIsUsual() {
    change("one");
    start("events.log", "false");
    Patience.until(() -> database.count("SELECT count(owner) FROM event_cursor") == 1);

    UUID later = change("one");

    Posted posted = receiver.next();
    assertThat(dialog(posted)).isEqualTo(later.toString());
    assertThat(posted.path()).isEqualTo("/base/events/api/v1/events");
    assertThat(posted.headers().get("Authorization")).isEqualTo("Bearer a-token");
  }

  /** It is known where it was: the setting is for a sink that is new. */
  @Test
  void altinn_startedAgain_goesOn() {
    change("one");
    start("events.altinn.start", "beginning");
    receiver.next();
    node.close();
    UUID meanwhile = change("one");

    start("events.altinn.start", "end");

    assertThat(dialog(receiver.next())).isEqualTo(meanwhile.toString());
    assertThat(receiver.isQuiet()).isTrue();
  }

  private void start(String key, String value) {
    node =
        EventsNode.start(
            database,
            "events.altinn.url",
            receiver.url() + "/base/",
            "events.altinn.token",
            "a-token",
            key,
            value);
  }

  private UUID change(String org) {
    UUID dialog = UUID.randomUUID();
    Changes.insert(database, Changes.updated(org, dialog));
    return dialog;
  }

  private static String dialog(Posted posted) {
    return posted.json().getString("resourceinstance");
  }
}

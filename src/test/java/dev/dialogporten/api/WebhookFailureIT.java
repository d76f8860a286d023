package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.outbound.Receiver.Posted;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.Patience;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestDatabase;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a subscriber's server gets when it does not take everything, and what becomes of the rest.
 */
@ExtendWith(ServiceExtension.class)
class WebhookFailureIT extends WebhookFixture {
  WebhookFailureIT(ServiceOwner owner) {
    super(owner);
  }

  @ParameterizedTest(name = "answer {0}")
  @ValueSource(ints = {500, 404, 302, 429, 0, -1})
  void receiverFails_sameEventAgain_otherDialogsGoOn(int status) {
    subscribe(wish());
    String failing = create();
    receiver.next();
    AtomicInteger failures = new AtomicInteger();
    receiver.script = posted -> isUpdate(posted) && failures.getAndIncrement() < 3 ? status : 200;
    client.patch(DIALOGS + "/" + failing, Dialogs.newTitle("One")).expect(204);
    client.patch(DIALOGS + "/" + failing, Dialogs.newTitle("Two")).expect(204);
    final String other = create();

    List<Posted> posted = receiver.next(6);

    List<Posted> ofFailing = posted.stream().filter(WebhookFixture::isUpdate).toList();
    assertThat(ofFailing).hasSize(5);
    assertThat(ofFailing.subList(0, 4))
        .extracting(Posted::body)
        .containsOnly(ofFailing.get(0).body());
    assertThat(ofFailing.subList(0, 4))
        .extracting(p -> p.headers().get("webhook-id"))
        .containsOnly(ofFailing.get(0).json().getString("id"));
    assertThat(ofFailing.get(4).body()).isNotEqualTo(ofFailing.get(0).body());
    assertThat(posted.stream().filter(p -> dialog(p).equals(other))).hasSize(1);
  }

  /** The whole receiver rests, not only the dialog, and for longer than its retries would. */
  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void retryAfter_isHonoured(int status) {
    subscribe(wish());
    AtomicInteger requests = new AtomicInteger();
    receiver.script =
        posted -> {
          boolean first = requests.getAndIncrement() == 0;
          receiver.answerHeaders.clear();
          if (first) {
            receiver.answerHeaders.add("Retry-After", "1");
          }
          return first ? status : 200;
        };
    String held = create();
    receiver.next();
    long refused = System.nanoTime();
    String other = create();

    List<Posted> posted = receiver.next(2);

    assertThat(Duration.ofNanos(System.nanoTime() - refused)).isGreaterThan(Duration.ofMillis(900));
    assertThat(posted).extracting(WebhookFixture::dialog).containsExactlyInAnyOrder(held, other);
  }

  @Test
  void keepsFailing_deadLetter_replayed() {
    String path = path(subscribe(wish()));
    receiver.script = posted -> 500;
    String dialog = create();
    List<Posted> attempts = receiver.next(ATTEMPTS);
    JsonObject letter = awaitLetters(path, 1).getJsonObject(0);

    assertThat(letter.getString("dialogId")).isEqualTo(dialog);
    assertThat(letter.getInteger("attempts")).isEqualTo(ATTEMPTS);
    assertThat(letter.getString("lastError")).isEqualTo("answered 500");
    assertThatJson(letter.getJsonObject("event").encode()).isEqualTo(attempts.get(0).body());
    receiver.script = posted -> 200;
    JsonObject replayed =
        client.post(path + "/deadletters/actions/replay", "{}").expect(202).json();
    assertThat(replayed.getInteger("replayed")).isEqualTo(1);
    assertThat(receiver.next().body()).isEqualTo(attempts.get(0).body());
    assertThat(client.get(path + "/deadletters").json().getJsonArray("items")).isEmpty();
    assertThat(
            client.post(path + "/deadletters/actions/replay", "{}").json().getInteger("replayed"))
        .isZero();
  }

  @Test
  void deadLetters_pagesAndChosenReplay() {
    String path = path(subscribe(wish()));
    receiver.script = posted -> 500;
    JsonArray transmissions =
        new JsonArray().add(Dialogs.transmission()).add(Dialogs.transmission());
    client.post(DIALOGS, Dialogs.create(owner).put("transmissions", transmissions)).expect(201);
    JsonArray all = awaitLetters(path, 3);

    JsonObject first = client.get(path + "/deadletters?limit=2").expect(200).json();
    assertThat(first.getJsonArray("items")).isEqualTo(new JsonArray(all.getList().subList(0, 2)));
    JsonObject rest =
        client.get(path + "/deadletters?since=" + first.getString("next")).expect(200).json();
    assertThat(rest.getJsonArray("items")).isEqualTo(new JsonArray(all.getList().subList(2, 3)));

    receiver.script = posted -> 200;
    String chosen = all.getJsonObject(1).getString("position");
    drain();
    JsonObject body = new JsonObject().put("positions", new JsonArray().add(chosen).add(chosen));
    client.post(path + "/deadletters/actions/replay", body).expect(202);
    assertThatJson(receiver.next().body())
        .isEqualTo(all.getJsonObject(1).getJsonObject("event").encode());
    assertThat(client.get(path + "/deadletters").json().getJsonArray("items")).hasSize(2);
  }

  /** A replayed event that fails again is a dead letter again, and can be replayed again. */
  @Test
  void deadLetter_replayedInVain() {
    String path = path(subscribe(wish()));
    receiver.script = posted -> 500;
    create();
    awaitLetters(path, 1);
    client.post(path + "/deadletters/actions/replay", "{}").expect(202);
    awaitLetters(path, 0);
    awaitLetters(path, 1);
    drain();

    receiver.script = posted -> 200;
    client.post(path + "/deadletters/actions/replay", "{}").expect(202);

    receiver.next();
    create();
    receiver.next();
    assertThat(receiver.isQuiet()).isTrue();
  }

  @Test
  void receiverGone_disabled_untilTheOwnerChangesIt() {
    JsonObject subscription = subscribe(wish());
    receiver.script = posted -> 410;
    String dialog = create();
    Patience.until(() -> read(subscription).getString("status").equals("disabled"));
    JsonObject disabled = read(subscription);
    assertThat(disabled.getString("disabledReason")).contains("410");
    assertThat(disabled.getString("revision")).isNotEqualTo(subscription.getString("revision"));
    drain();

    receiver.script = posted -> 200;
    JsonObject active = client.put(path(subscription), wish()).expect(200).json();

    assertThat(active.getString("status")).isEqualTo("active");
    assertThat(active.containsKey("disabledReason")).isFalse();
    assertThat(dialog(receiver.next())).isEqualTo(dialog);
  }

  @Test
  void deleted_nothingIsLeft() throws Exception {
    try (TestService own = TestService.start(TestDatabase.fresh(), SETTINGS)) {
      ApiClient there = own.client(owner);
      receiver.script = posted -> 500;
      String path = path(there.post(SUBSCRIPTIONS, wish()).expect(201).json());
      there.post(DIALOGS, Dialogs.create(owner)).expect(201);
      Patience.until(() -> letters(there, path).size() == 1);

      there.delete(path).expect(204);

      for (String table : List.of("event_cursor", "event_retry", "event_dead_letter")) {
        Patience.until(() -> own.database().count("SELECT count(*) FROM " + table) == 0);
      }
    }
  }

  /** Nobody shall believe to have everything from a position whose days are gone. */
  @Test
  void since_expiredOrNobodys() {
    TestDatabase database = TestDatabase.fresh();
    try (TestService own = TestService.start(database, SETTINGS)) {
      ApiClient there = own.client(owner);
      there.post(DIALOGS, Dialogs.create(owner)).expect(201);
      database.count(
          """
          WITH gone AS (UPDATE event_log_floor SET (txid, seq) = (SELECT txid, seq FROM dialog_change) RETURNING 1)
          SELECT count(*) FROM gone
          """);

      there.post(SUBSCRIPTIONS, wish().put("since", "0.0")).problem(410, "since");
      there.post(SUBSCRIPTIONS, wish().put("since", "99999999999999.1")).problem(400, "since");

      assertThat(there.get(SUBSCRIPTIONS).expect(200).array()).isEmpty();
    }
  }

  @Test
  void deleted_whileEventsWait_nothingIsLeft() {
    Map<String, String> patient = new HashMap<>(SETTINGS);
    patient.put("events.retry.slow", "1h");
    try (TestService own = TestService.start(TestDatabase.fresh(), patient)) {
      ApiClient there = own.client(owner);
      receiver.script = posted -> 500;
      String path = path(there.post(SUBSCRIPTIONS, wish()).expect(201).json());
      there.post(DIALOGS, Dialogs.create(owner)).expect(201);
      String waiting = "SELECT count(*) FROM event_retry";
      Patience.until(() -> own.database().count(waiting) == 1);

      there.delete(path).expect(204);

      Patience.until(() -> own.database().count(waiting) == 0);
    }
  }

  /** Whoever serves it, or puts letters back, has not committed yet when it is deleted. */
  @Test
  void deleted_whileItIsWrittenTo_nothingIsLeft() throws Exception {
    TestDatabase database = TestDatabase.fresh();
    try (TestService own = TestService.start(database, SETTINGS);
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      ApiClient there = own.client(owner);
      JsonObject subscription = there.post(SUBSCRIPTIONS, wish()).expect(201).json();
      String sink = "webhook:" + subscription.getString("id");
      connection.setAutoCommit(false);
      statement.execute("UPDATE event_cursor SET seq = seq WHERE name = '" + sink + "'");
      for (String table : List.of("event_retry", "event_dead_letter")) {
        String at = table.equals("event_retry") ? "next_attempt_at" : "failed_at";
        statement.execute(
            """
            INSERT INTO %s (sink, txid, seq, ordinal, dialog_id, event, attempts, %s)
            VALUES ('%s', 1, 1, 0, gen_random_uuid(), '{}', 1, now() + interval '1 hour')
            """
                .formatted(table, at, sink));
      }

      CompletableFuture<Void> deleted =
          CompletableFuture.runAsync(() -> there.delete(path(subscription)).expect(204));
      Patience.until(
          () ->
              own.database()
                      .count("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                  > 0);
      connection.commit();
      deleted.get(10, TimeUnit.SECONDS);

      for (String table : List.of("event_cursor", "event_retry", "event_dead_letter")) {
        assertThat(own.database().count("SELECT count(*) FROM " + table)).as(table).isZero();
      }
    }
  }

  /** The operator has become stricter: what was subscribed before is refused too. */
  @Test
  void privateTarget_refusedAtDelivery() {
    TestDatabase database = TestDatabase.fresh();
    String path;
    try (TestService lenient = TestService.start(database, SETTINGS)) {
      path = path(lenient.client(owner).post(SUBSCRIPTIONS, wish()).expect(201).json());
    }
    Map<String, String> strictly = new HashMap<>(SETTINGS);
    strictly.remove("events.webhooks.allow-private-targets");
    try (TestService strict = TestService.start(database, strictly)) {
      ApiClient there = strict.client(owner);
      there.post(DIALOGS, Dialogs.create(owner)).expect(201);
      Patience.until(() -> letters(there, path).size() == 1);

      assertThat(letters(there, path).getJsonObject(0).getString("lastError"))
          .contains("public internet");
      assertThat(there.post(path + "/actions/test").expect(200).json().getString("error"))
          .contains("public internet");
      assertThat(receiver.isQuiet()).isTrue();
    }
  }
}

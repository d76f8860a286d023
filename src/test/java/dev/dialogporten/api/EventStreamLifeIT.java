package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.auth.dev.DevTokenRequest;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.EventReader;
import dev.dialogporten.testing.EventReader.Event;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestDatabase;
import dev.dialogporten.testing.TestService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How streams stay open, how they end, and that nothing is lost by that. */
@ExtendWith(ServiceExtension.class)
class EventStreamLifeIT {
  private static final String EVENTS = "/api/v1/serviceowner/events";
  private static final Map<String, String> IMPATIENT =
      Map.of(
          "events.streams.heartbeat", "100ms",
          "events.streams.stall", "300ms",
          "events.poll", "20ms");

  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static TestService service;

  private final ServiceOwner owner;
  private final ApiClient client;

  EventStreamLifeIT(ServiceOwner owner) {
    this.owner = owner;
    this.client = service.client(owner);
  }

  @BeforeAll
  static void start() {
    service = TestService.start(DATABASE, IMPATIENT);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** So that a client need not read again what was not for it. */
  @Test
  void heartbeat_tellsThePositionAlthoughNothingWasForTheReader(ServiceOwner other) {
    try (EventReader reader = client.stream(EVENTS);
        EventReader others = service.client(other).stream(EVENTS)) {
      assertThat(reader.comment()).isEqualTo("connected");
      assertThat(others.comment()).isEqualTo("connected");
      final String first = reader.lastId();
      assertThat(reader.comment()).isEqualTo("heartbeat");

      create(service.client(other), other);

      others.next();
      do {
        assertThat(reader.comment()).isEqualTo("heartbeat");
      } while (reader.lastId().equals(first));
      assertThat(reader.rest()).isEmpty();
    }
  }

  @Test
  void token_expires_streamEnds() {
    DevTokenRequest brief =
        DevTokenRequest.of(owner.organizationNumber(), owner.organizationCode())
            .withTtl(Duration.ofSeconds(2));

    try (EventReader reader = client.with(service.tokens().mint(brief)).stream(EVENTS)) {
      reader.awaitEnd();
      assertThat(reader.lastId()).isNotNull();
    }
  }

  @Test
  void service_stops_streamsEnd_andGoOnAtAnother() {
    TestService first = TestService.start(DATABASE, IMPATIENT);
    String seen;
    ApiClient there = first.client(owner);
    try (EventReader reader = there.stream(EVENTS)) {
      assertThat(reader.comment()).isEqualTo("connected");
      String before = create(there, owner);
      assertThat(reader.next().dialogId()).isEqualTo(before);
      first.close();
      seen = reader.awaitEnd().lastId();
    }
    String missed = create(client, owner);

    try (EventReader again = client.header("Last-Event-ID", seen).stream(EVENTS)) {
      assertThat(again.next().dialogId()).isEqualTo(missed);
    }
  }

  @Test
  void tooManyStreams_503() {
    try (TestService small = TestService.start(DATABASE, Map.of("events.streams.max", "1"))) {
      ApiClient there = small.client(owner);
      EventReader only = there.stream(EVENTS);
      assertThat(there.get(EVENTS).problem(503)).isNotNull();
      assertThat(there.get(EVENTS).header("Retry-After")).isEqualTo("1");

      only.close();

      try (EventReader next = awaitRoom(there)) {
        assertThat(next.comment()).isEqualTo("connected");
      }
    }
  }

  @Test
  void positionExpired_410WithTheOldestKept() throws SQLException {
    TestDatabase database = TestDatabase.fresh();
    try (TestService own = TestService.start(database, IMPATIENT);
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      ApiClient there = own.client(owner);
      create(there, owner);
      create(there, owner);
      List<Event> events;
      try (EventReader reader = there.stream(EVENTS + "?since=0.0")) {
        events = reader.next(2);
      }
      String[] first = events.get(0).id().split("\\.");
      statement.execute(
          "UPDATE event_log_floor SET txid = %s, seq = %s".formatted(first[0], first[1]));

      String gone = there.get(EVENTS + "?since=0.0").problem(410, "since");

      String oldest = first[0] + "." + first[1];
      assertThat(gone).contains("the oldest one kept is " + oldest + ".");
      assertThat(there.get(EVENTS + "?since=0.0").expect(410).json().getString("oldest"))
          .isEqualTo(oldest);
      assertThat(there.send("HEAD", EVENTS + "?since=0.0", null, null).status()).isEqualTo(410);
      assertThat(there.header("Last-Event-ID", "0.0").get(EVENTS).problem(410, "since"))
          .isEqualTo(gone);
      try (EventReader reader = there.stream(EVENTS + "?since=" + oldest)) {
        assertThat(reader.next()).isEqualTo(events.get(1));
      }
    }
  }

  /** The reader takes nothing until it is cut off, then goes on where it was. */
  @Test
  void slowReader_isDisconnected_andMissesNothing() throws Exception {
    String beginning;
    try (EventReader now = client.stream(EVENTS)) {
      assertThat(now.comment()).isEqualTo("connected");
      beginning = now.lastId();
    }
    Set<String> seen = new LinkedHashSet<>();
    String last = readWhatWasSentBeforeTheCut(beginning, seen);
    long count =
        DATABASE.count(
            "SELECT count(*) FROM dialog_change WHERE org = '" + owner.organizationCode() + "'");
    assertThat(seen).as("cut off").hasSizeLessThan((int) count);

    try (EventReader again = client.header("Last-Event-ID", last).stream(EVENTS)) {
      while (seen.size() < count) {
        assertThat(seen.add(again.next().json().getString("id"))).as("no repetition").isTrue();
      }
    }
  }

  /** Begins to read only when the server has given the connection up. */
  private String readWhatWasSentBeforeTheCut(String since, Set<String> seen) throws Exception {
    String last = since;
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(8_192);
      socket.connect(new InetSocketAddress("127.0.0.1", service.port()));
      String request =
          "GET %s?since=%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(EVENTS, since, service.tokens().of(owner));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      awaitStreams(1);
      // systems differ in how much they hold for a reader that does not read
      for (int round = 0; !isOpen(0) && round < 20; round++) {
        insertLargeChanges(1_000);
      }
      awaitStreams(0);
      String id = null;
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      // ids begin a line; a chunk's size may stand before them, but not in the same line
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ") && line.endsWith("}}")) {
          seen.add(new io.vertx.core.json.JsonObject(line.substring(6)).getString("id"));
          last = id;
        }
      }
    } catch (IOException e) {
      // reset by the server
    }
    return last;
  }

  private static void awaitStreams(int count) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!isOpen(count)) {
      assertThat(System.nanoTime()).as("%s streams", count).isLessThan(deadline);
    }
  }

  private static boolean isOpen(int count) {
    String wanted = "dialogporten_events_streams " + count + ".0";
    return service.management().get("/metrics").body().contains(wanted);
  }

  /** Rows as the write path makes them, but more at once, and each of eight kilobytes. */
  private void insertLargeChanges(int count) throws SQLException {
    try (Connection connection = DATABASE.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO dialog_change (at, dialog_id, revision_before, revision_after, actor, kind, members, silent, org,
                                     service_resource, party, process)
          SELECT now(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'urn:test', 2, 1, false, '%s',
                 'urn:altinn:resource:test', 'urn:test:party', repeat('x', 8000)
          FROM generate_series(1, %d)
          """
              .formatted(owner.organizationCode(), count));
    }
  }

  private static EventReader awaitRoom(ApiClient client) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      try {
        return client.stream(EVENTS);
      } catch (AssertionError full) {
        assertThat(System.nanoTime()).as("room again").isLessThan(deadline);
      }
    }
  }

  private static String create(ApiClient client, ServiceOwner owner) {
    return client.post(DIALOGS, Dialogs.create(owner)).expect(201).id().toString();
  }
}

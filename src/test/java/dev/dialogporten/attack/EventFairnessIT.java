package dev.dialogporten.attack;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.EventReader;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestDatabase;
import dev.dialogporten.testing.TestService;
import io.vertx.core.http.HttpMethod;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One organisation asks for old events as fast as it can: those of others come all the same. */
class EventFairnessIT {
  private static final String EVENTS = "/api/v1/serviceowner/events";
  private static final String CHANGES = "/api/v1/serviceowner/changes";
  private static final int CONNECTIONS = 300;
  private static final int REQUESTS = Flood.requests(1_500);
  private static final int HISTORY = 10_000;

  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static TestService service;

  private final ServiceOwner owner = ServiceOwner.fresh();

  @BeforeAll
  static void start() {
    service =
        TestService.start(DATABASE, Map.of("limits.in-flight", "250", "events.streams.max", "250"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void pagesOfTheChangeFeed() {
    remember();
    try (Flood flood = flood(CHANGES + "?limit=1000")) {
      check("flood of pages of the change feed", flood, 200, 429);
      assertThat(flood.statuses()).containsKey(200);
    }
  }

  /** Each goes through the whole history, of which nothing is for it. */
  @Test
  void openingsOfStreams() {
    remember();
    try (Flood flood = flood(EVENTS + "?type=none&since=" + first())) {
      flood.leaving();
      check("flood of openings of streams", flood, 200, 429);
    }
  }

  @Test
  void subscriptions() {
    try (Flood flood = flood("/api/v1/serviceowner/subscriptions")) {
      check("flood of questions for subscriptions", flood, 200, 429);
    }
  }

  private static void check(String name, Flood flood, Integer... statuses) {
    ServiceOwner other = ServiceOwner.fresh();
    ApiClient client = service.client(other);
    String path = DIALOGS + "/" + client.created(Dialogs.create(other)).getString("id");
    AtomicInteger count = new AtomicInteger();
    try (EventReader reader = client.stream(EVENTS)) {
      reader.comment();
      Bystander bystander =
          new Bystander()
              .with(
                  "event",
                  () -> {
                    client
                        .patch(path, Dialogs.newTitle("Title " + count.incrementAndGet()))
                        .expect(204);
                    reader.next();
                  })
              .with("change feed", () -> client.get(path + "/changes?limit=1").expect(200));
      Attack.Report report = Attack.named(name).run(bystander, () -> flood.run(REQUESTS));
      System.out.println("  the flood was answered " + flood.statuses());
      assertThat(report.errors()).isZero();
      assertThat(flood.statuses().keySet()).isSubsetOf(statuses);
      assertThat(flood.withoutRetryAfter()).isZero();
    }
  }

  /** The position of its oldest change. */
  private String first() {
    return service.client(owner).get(CHANGES + "?limit=1").expect(200).json().getString("next");
  }

  private Flood flood(String path) {
    return new Flood(service, service.tokens().of(owner), CONNECTIONS, HttpMethod.GET, path);
  }

  /** Changes of the attacker that no node has in its memory. */
  private void remember() {
    String insert =
        """
        INSERT INTO dialog_change (at, dialog_id, revision_before, revision_after, actor, kind, members, silent, org,
                                   service_resource, party)
        SELECT now(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'urn:altinn:organization:identifier-no:1',
               1, 1, false, ?, 'urn:altinn:resource:test', 'urn:altinn:organization:identifier-no:1'
        FROM generate_series(1, ?)
        """;
    try (Connection connection = DATABASE.connect();
        PreparedStatement statement = connection.prepareStatement(insert)) {
      statement.setString(1, owner.organizationCode());
      statement.setInt(2, HISTORY);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}

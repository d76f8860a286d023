package dev.dialogporten.persistence.connect;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.EventReader;
import dev.dialogporten.testing.Patience;
import dev.dialogporten.testing.Proxy;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestDatabase;
import dev.dialogporten.testing.TestService;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A database that stops answering without closing its connections, and one that loses answers. */
class SilentDatabaseIT {
  private static final String EVENTS = "/api/v1/serviceowner/events";
  private static final String CHANGES = "/api/v1/serviceowner/changes";

  private final ServiceOwner owner = ServiceOwner.fresh();

  @Test
  void silence_everythingIs503_untilNewConnectionsAnswer() {
    try (Proxy proxy = Proxy.of(TestDatabase.shared());
        TestService service = start(proxy)) {
      ApiClient client = service.client(owner);
      String path = DIALOGS + "/" + client.post(DIALOGS, Dialogs.create(owner)).expect(201).id();
      String search = DIALOGS + "?serviceResource=" + owner.resource();
      client.patch(path, Dialogs.newTitle("Before")).expect(204);
      client.get(search).expect(200);
      client.get(CHANGES).expect(200);
      try (EventReader events = client.stream(EVENTS)) {
        client.patch(path, Dialogs.newTitle("Streamed")).expect(204);
        events.next();

        proxy.silence();

        assertThat(client.patch(path, Dialogs.newTitle("Lost")).problem(503).getString("code"))
            .isEqualTo("outcome_unknown");
        // of a connection that never was: certainly not done
        assertThat(client.get(path + "/activities").problem(503).getString("code"))
            .isEqualTo("unavailable");
        client.get(search).expect(503);
        client.get(CHANGES).expect(503);
        service.management().get("/health/ready").expect(503);

        proxy.acceptAnew();

        Patience.until(() -> client.patch(path, Dialogs.newTitle("After")).status() == 204);
        Patience.until(() -> client.get(path + "/activities").status() == 200);
        Patience.until(() -> client.get(search).status() == 200);
        Patience.until(() -> client.get(CHANGES).status() == 200);
        events.until(event -> event.dialogId().equals(path.substring(DIALOGS.length() + 1)));
      }
      assertThat(service.management().get("/health/ready").status()).isEqualTo(200);
    }
  }

  /** The commit was forwarded, its answer was not: the write is there, and no 503 denies it. */
  @Test
  void answerLost_writeIsThereAndOutcomeUnknown() {
    try (Proxy proxy = Proxy.of(TestDatabase.shared());
        TestService service = start(proxy)) {
      ApiClient client = service.client(owner);
      String path = DIALOGS + "/" + client.post(DIALOGS, Dialogs.create(owner)).expect(201).id();
      // the statement is prepared now: the next one is sent in one go
      client.patch(path, Dialogs.newTitle("Before")).expect(204);
      String before = client.patch(path, Dialogs.newTitle("Prepared")).expect(204).etag();

      proxy.loseAnswers();
      ApiResponse lost = client.ifMatch(before).patch(path, Dialogs.newTitle("Lost answer"));
      proxy.forwardAnswers();

      assertThat(lost.problem(503).getString("code")).isEqualTo("outcome_unknown");
      assertThat(lost.header("Retry-After")).isNull();
      Patience.until(() -> client.get(path).status() == 200);
      ApiResponse read = client.get(path);
      assertThat(read.body()).contains("Lost answer");
      assertThat(read.etag()).isNotEqualTo(before);
      client.ifMatch(before).patch(path, Dialogs.newTitle("Again")).expect(412);
    }
  }

  private static TestService start(Proxy proxy) {
    return TestService.start(
        Map.of(
            "database.url", proxy.url(),
            "database.connect-timeout", "500ms",
            "database.statement-timeout", "500ms"));
  }
}

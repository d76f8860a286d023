package dev.dialogporten.attack;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.outbound.NameServer;
import dev.dialogporten.outbound.Receiver;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestDatabase;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One organisation names hosts whose name server never answers; others' webhooks go out. */
class NamesAttackIT {
  private static final String SUBSCRIPTIONS = "/api/v1/serviceowner/subscriptions";
  private static final int HOSTS = 40;

  @Test
  void namesThatAreNeverAnswered() {
    try (NameServer names = new NameServer("127.0.0.1");
        Receiver receiver = new Receiver();
        TestService service =
            TestService.start(
                TestDatabase.fresh(),
                Map.of(
                    "events.webhooks.allow-private-targets", "true",
                    "events.webhooks.allow-http", "true",
                    "events.webhooks.name-server", "127.0.0.1:" + names.port(),
                    "events.poll", "20ms"))) {
      ServiceOwner other = ServiceOwner.fresh();
      ApiClient client = service.client(other);
      client
          .post(SUBSCRIPTIONS, target("http://good.example:" + receiver.port() + "/hook"))
          .expect(201);
      String path = DIALOGS + "/" + client.created(Dialogs.create(other)).getString("id");
      receiver.next();
      AtomicInteger count = new AtomicInteger();
      Bystander bystander =
          new Bystander()
              .with(
                  "delivery",
                  () -> {
                    client
                        .patch(path, Dialogs.newTitle("Title " + count.incrementAndGet()))
                        .expect(204);
                    receiver.next();
                  });
      ApiClient attacker = service.client(ServiceOwner.fresh());
      Attack.Report report =
          Attack.named(HOSTS + " hosts whose names are never answered")
              .run(bystander, () -> nameHosts(attacker));
      assertThat(report.errors()).isZero();
      assertThat(names.asked).hasSizeGreaterThan(1);
    }
  }

  private static void nameHosts(ApiClient attacker) {
    ExecutorService threads = Executors.newFixedThreadPool(HOSTS);
    try {
      List<Future<Integer>> answers =
          IntStream.range(0, HOSTS)
              .mapToObj(
                  i ->
                      threads.submit(
                          () ->
                              attacker
                                  .post(SUBSCRIPTIONS, target("http://silent" + i + ".example/"))
                                  .status()))
              .toList();
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isIn(400, 429);
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      threads.shutdown();
    }
  }

  private static JsonObject target(String url) {
    return new JsonObject().put("url", url);
  }
}

package dev.dialogporten.outbound.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dialogporten.outbound.NameServer;
import dev.dialogporten.outbound.delivery.DeliveryFailure;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostNamesTest {
  private final NameServer server = new NameServer("1.1.1.1");
  private final TargetGuard guard = guard(server.port());

  @AfterEach
  void close() {
    guard.close();
    server.close();
  }

  @Test
  void name_isLookedUp_andConnectedToByAddress() {
    TargetGuard.Target target = guard.target("ttd", "https://good.example/hook").await();

    assertThat(target.address().hostAddress()).isEqualTo("1.1.1.1");
    assertThat(target.url().getHost()).isEqualTo("good.example");
  }

  /** A private address is refused whoever says it. */
  @Test
  void name_ofPrivateAddress_isRefused() {
    try (NameServer rebound = new NameServer("10.0.0.1")) {
      TargetGuard strict = guard(rebound.port());
      assertThatThrownBy(() -> strict.target("ttd", "https://good.example/").await())
          .isInstanceOf(ProblemException.class);
      strict.close();
    }
  }

  @Test
  void unknownName_isAway_and400ForWhoNamesIt() {
    assertThatThrownBy(() -> guard.target("ttd", "https://unknown.example/").await())
        .isInstanceOfSatisfying(
            DeliveryFailure.class,
            e -> {
              assertThat(e.kind()).isEqualTo(DeliveryFailure.Kind.AWAY);
              assertThat(e).hasMessage("does not exist");
            });
    assertThatThrownBy(() -> guard.check("ttd", "https://unknown.example/").await())
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().type()).isEqualTo(ProblemType.VALIDATION));
  }

  /** Who names hosts that nobody answers for waits for a few of them, and keeps nobody waiting. */
  @Test
  void silentNameServer_boundedPerOrganisation_othersGoOn() {
    for (int i = 0; i < LookUps.MOST_PER_ORG; i++) {
      guard.target("slow", "https://silent" + i + ".example/");
    }
    Future<?> shared = guard.target("slow", "https://silent0.example/other");

    for (int i = 0; i < 1_000; i++) {
      String url = "https://more" + i + ".example/";
      assertThatThrownBy(() -> guard.target("slow", url).await())
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> {
                assertThat(e.problem().type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
                assertThat(e.problem().retryAfterSeconds()).isPositive();
              });
    }

    assertThat(guard.target("other", "https://good.example/").await()).isNotNull();
    assertThat(shared.isComplete()).as("it waits for the name server").isFalse();
    assertThat(server.asked).noneMatch(name -> name.startsWith("more"));
  }

  private static TargetGuard guard(int port) {
    HostNames names = new HostNames(Optional.of(new InetSocketAddress("127.0.0.1", port)));
    return new TargetGuard(names, false, false);
  }
}

package dev.dialogporten.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGuardTest {
  private final Vertx vertx = Vertx.vertx();
  private final TargetGuard strict = new TargetGuard(vertx, false, false);
  private final TargetGuard lenient = new TargetGuard(vertx, true, true);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "/relative",
        "https://",
        "https:///path",
        "http://1.1.1.1/",
        "ftp://1.1.1.1/",
        "file:///etc/passwd",
        "https://user:password@1.1.1.1/",
        "https://1.1.1.1/#fragment",
        "https://1.1.1.1:0/",
        "https://1.1.1.1:70000/",
        "https://localhost/",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fd00::1]/",
        "https://[64:ff9b::a00:1]/",
        "https://does-not-exist.invalid/",
      })
  void check_refused(String url) {
    assertThatThrownBy(() -> strict.check(url).await())
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().type()).isEqualTo(ProblemType.VALIDATION);
              assertThat(e.problem().errors()).containsOnlyKeys("url");
            });
  }

  @Test
  void check_tooLong() {
    assertThatThrownBy(() -> strict.check("https://1.1.1.1/" + "x".repeat(2_000)).await())
        .isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "https://1.1.1.1/hook, 1.1.1.1, 443",
    "https://1.1.1.1:8443/hook, 1.1.1.1, 8443",
    "HTTPS://1.1.1.1, 1.1.1.1, 443",
  })
  void check_publicTarget(String url, String address, int port) {
    TargetGuard.Target target = strict.check(url).await();

    assertThat(target.address().hostAddress()).isEqualTo(address);
    assertThat(target.address().port()).isEqualTo(port);
    assertThat(target.url()).hasToString(url);
  }

  @Test
  void check_privateTargetsWhenAllowed() {
    TargetGuard.Target target = lenient.check("http://localhost:1234/").await();

    assertThat(target.address().port()).isEqualTo(1234);
    assertThat(target.address().hostAddress()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
  }
}

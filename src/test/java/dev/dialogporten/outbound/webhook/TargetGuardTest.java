package dev.dialogporten.outbound.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import io.netty.util.NetUtil;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGuardTest {
  private static final String HOOK = "https://hooks.example.com/";

  private static final String ORG = "ttd";

  private final TargetGuard strict = new TargetGuard(new HostNames(Optional.empty()), false, false);
  private final TargetGuard lenient = new TargetGuard(new HostNames(Optional.empty()), true, true);

  @AfterEach
  void close() {
    strict.close();
    lenient.close();
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
    assertThatThrownBy(() -> strict.check(ORG, url).await())
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().type()).isEqualTo(ProblemType.VALIDATION);
              assertThat(e.problem().errors()).containsOnlyKeys("url");
            });
  }

  @Test
  void check_tooLong() {
    assertThatThrownBy(() -> strict.check(ORG, "https://1.1.1.1/" + "x".repeat(2_000)).await())
        .isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "https://1.1.1.1/hook, 1.1.1.1, 443",
    "https://1.1.1.1:8443/hook, 1.1.1.1, 8443",
    "HTTPS://1.1.1.1, 1.1.1.1, 443",
  })
  void check_publicTarget(String url, String address, int port) {
    TargetGuard.Target target = strict.check(ORG, url).await();

    assertThat(target.address().hostAddress()).isEqualTo(address);
    assertThat(target.address().port()).isEqualTo(port);
    assertThat(target.url()).hasToString(url);
  }

  @Test
  void check_privateTargetsWhenAllowed() {
    TargetGuard.Target target = lenient.check(ORG, "http://localhost:1234/").await();

    assertThat(target.address().port()).isEqualTo(1234);
    assertThat(target.address().hostAddress()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
  }

  /** Which of them a connection would take is not for the receiver to choose. */
  @ParameterizedTest
  @ValueSource(strings = {"1.1.1.1 10.0.0.1", "10.0.0.1 1.1.1.1", "2606:4700::1111 fe80::1"})
  void check_oneOfItsAddressesIsPrivate(String addresses) {
    TargetGuard guard = guard(Duration.ofHours(1), addresses);

    assertThatThrownBy(() -> guard.check(ORG, HOOK).await()).isInstanceOf(ProblemException.class);
  }

  /** The trick is called DNS rebinding: public when it is checked, private when it is used. */
  @Test
  void check_nameChangesItsMind() {
    TargetGuard believing = guard(Duration.ofHours(1), "1.1.1.1", "127.0.0.1");
    assertThat(believing.check(ORG, HOOK).await().address().hostAddress()).isEqualTo("1.1.1.1");
    assertThat(believing.check(ORG, HOOK).await().address().hostAddress())
        .as("the address that was checked")
        .isEqualTo("1.1.1.1");

    TargetGuard asking = guard(Duration.ZERO, "1.1.1.1", "127.0.0.1");
    assertThat(asking.check(ORG, HOOK).await().address().hostAddress()).isEqualTo("1.1.1.1");
    assertThatThrownBy(() -> asking.check(ORG, HOOK).await()).isInstanceOf(ProblemException.class);
  }

  @Test
  void check_refusalIsNotRemembered() {
    TargetGuard guard = guard(Duration.ofHours(1), "127.0.0.1", "1.1.1.1");

    assertThatThrownBy(() -> guard.check(ORG, HOOK).await()).isInstanceOf(ProblemException.class);
    assertThat(guard.check(ORG, HOOK).await().address().hostAddress()).isEqualTo("1.1.1.1");
  }

  /** Its resolver gives one answer after the other, each several addresses. */
  private TargetGuard guard(Duration goodFor, String... answers) {
    Iterator<String> next = List.of(answers).iterator();
    return new TargetGuard(host -> addresses(next.next()), false, false, goodFor);
  }

  private static Future<List<InetAddress>> addresses(String texts) {
    return Future.succeededFuture(
        Stream.of(texts.split(" ")).map(NetUtil::createInetAddressFromIpAddressString).toList());
  }
}

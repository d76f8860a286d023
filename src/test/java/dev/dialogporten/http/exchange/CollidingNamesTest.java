package dev.dialogporten.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.search.LabelPattern;
import dev.dialogporten.dialog.value.JsonText;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.ProblemException;
import io.vertx.core.MultiMap;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Names in requests whose hash codes are equal, before any of our collections see them: in the
 * parser of JSON, in header fields and queries (as many as fit in 32 KiB), in conditions.
 */
class CollidingNamesTest {
  /** Processor time: whatever else runs on the machine does not count. */
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

  static Stream<Arguments> places() {
    return Stream.of(
        Arguments.of("member names", 8_000, (Consumer<List<String>>) CollidingNamesTest::parse),
        Arguments.of("header names", 1_100, (Consumer<List<String>>) CollidingNamesTest::fields),
        Arguments.of("query names", 1_024, (Consumer<List<String>>) CollidingNamesTest::fields),
        Arguments.of("tags of If-Match", 1_100, (Consumer<List<String>>) CollidingNamesTest::tags),
        Arguments.of("label filters", 1_024, (Consumer<List<String>>) CollidingNamesTest::labels));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("places")
  void namesOfOneHashCode(String place, int count, Consumer<List<String>> use) {
    List<String> ordinary = names(count, i -> String.format("n%025d", i));
    List<String> colliding = names(count, CollidingNamesTest::colliding);
    assertThat(colliding.stream().map(String::hashCode).distinct()).hasSize(1);
    long plain = fastest(ordinary, use);
    long hostile = fastest(colliding, use);
    System.out.printf("%s: %,d us, colliding %,d us%n", place, plain / 1000, hostile / 1000);
    assertThat((double) hostile / plain).isLessThan(12);
  }

  private static long fastest(List<String> names, Consumer<List<String>> use) {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 8; i++) {
      long start = THREAD.getCurrentThreadCpuTime();
      use.accept(names);
      fastest = Math.min(fastest, THREAD.getCurrentThreadCpuTime() - start);
    }
    return fastest;
  }

  /** The parser remembers names; it may refuse those that collide, but not take long. */
  private static void parse(List<String> names) {
    String body = "{\"" + String.join("\":1,\"", names) + "\":1}";
    try {
      assertThat(JsonText.parse(body.getBytes(StandardCharsets.UTF_8)).size())
          .isEqualTo(names.size());
    } catch (ProblemException refused) {
      assertThat(refused.problem().type().status()).isEqualTo(400);
    }
  }

  private static void fields(List<String> names) {
    MultiMap map = io.vertx.core.http.HttpHeaders.headers();
    names.forEach(name -> map.add(name, "1"));
    for (int i = 0; i < 50; i++) {
      assertThat(map.getAll("endUserId")).isEmpty();
      assertThat(map.getAll(names.get(i))).hasSize(1);
    }
  }

  private static void tags(List<String> names) {
    assertThat(Preconditions.ifMatch(List.of('"' + String.join("\",\"", names) + '"'))).isPresent();
  }

  private static void labels(List<String> names) {
    assertThat(LabelPattern.parse(names, "labels", new Faults())).hasSize(names.size());
  }

  private static List<String> names(int count, IntFunction<String> name) {
    return new ArrayList<>(IntStream.range(0, count).mapToObj(name).toList());
  }

  /** Texts of "Aa" and "BB", which have the same hash code. */
  private static String colliding(int i) {
    StringBuilder text = new StringBuilder();
    for (int bit = 0; bit < 13; bit++) {
      text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return text.toString();
  }
}

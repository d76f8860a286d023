package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dialogporten.testing.ApiResponse;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What can be wrong with a request, in the order of the checks. Every mistake is made together with
 * all that follow it, and must win.
 */
final class Mistakes {
  private final List<Mistake> all = new ArrayList<>();

  /**
   * One mistake and the answer to it.
   *
   * @param key of {@code errors}; empty when there are none
   */
  private record Mistake(String name, int status, String key, Consumer<Attempt> make) {}

  Mistakes then(String name, int status, String key, Consumer<Attempt> make) {
    all.add(new Mistake(name, status, key, make));
    return this;
  }

  Mistakes thenBadFlag() {
    return then("flag", 400, "isSilentUpdate", a -> a.query("isSilentUpdate=1"));
  }

  Mistakes thenUnknown() {
    return then("unknown", 404, "DialogEntity", a -> a.on(DIALOGS + "/" + FullDialog.id()));
  }

  Mistakes thenStale() {
    return then(
        "stale", 412, "", a -> a.header("If-Match", "5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11"));
  }

  /**
   * @param good makes a request that would succeed
   */
  Stream<DynamicTest> tests(Supplier<Attempt> good) {
    return IntStream.range(0, all.size())
        .mapToObj(first -> dynamicTest(all.get(first).name(), () -> makeFrom(first, good.get())));
  }

  private void makeFrom(int first, Attempt attempt) {
    for (int i = all.size() - 1; i >= first; i--) {
      all.get(i).make().accept(attempt);
    }
    Mistake winner = all.get(first);
    ApiResponse response = attempt.send();
    JsonObject errors = response.problem(winner.status()).getJsonObject("errors", new JsonObject());
    assertThat(String.join(" ", errors.fieldNames())).isEqualTo(winner.key());
  }
}

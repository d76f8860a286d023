package dev.dialogporten.dialog.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.event.EventPosition;
import dev.dialogporten.event.Position;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.testing.Fuzz;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Parameters of searches, and places in lists and logs. */
class SearchFuzzTest {

  @Test
  void continuationTokens_onlyOursAreRead() {
    ContinuationTokens tokens = new ContinuationTokens(new byte[] {1, 2, 3});
    PagePosition position =
        new PagePosition(List.of(Instant.parse("2026-02-19T08:00:06Z")), new UUID(1, 2));
    String good = tokens.write(OrderBy.DEFAULT, position);
    Fuzz.of(good)
        .run(
            20_000,
            text -> {
              Faults faults = new Faults();
              PagePosition read = tokens.read(text, OrderBy.DEFAULT, faults);
              assertThat(read == null).isEqualTo(!faults.isEmpty());
              assertThat(read).isIn(position, null);
            });
  }

  @Test
  void positions() {
    Fuzz.of("797.2.0", "797.2", "0.0", "1.797.2.0")
        .run(
            20_000,
            text -> {
              Position.parse(text).ifPresent(p -> again(p, Position.parse(p.toString()).get()));
              EventPosition.parse(text)
                  .ifPresent(p -> again(p, EventPosition.parse(p.toString()).get()));
            });
  }

  @Test
  void orders() {
    Fuzz.of("dueAt,createdAt_asc,id_desc", "contentUpdatedAt")
        .run(
            20_000,
            text ->
                OrderBy.parse(text)
                    .ifPresent(order -> again(order, OrderBy.parse(order.text()).get())));
  }

  @Test
  void words() {
    Fuzz.of("a AND \"b c\" -d", "skatt*", "-\"x\" y")
        .run(20_000, text -> assertThat(SearchText.of(text, TextLanguage.SIMPLE)).isNotNull());
  }

  @Test
  void labels_references_languages() {
    Fuzz.of("abc*", "urn:altinn:instance-id:50015641/" + new UUID(1, 2), "nb-NO, en;q=0.5, *;q=0")
        .run(
            20_000,
            text -> {
              LabelPattern.parse(List.of(text), "labels", new Faults());
              InstanceRef.parse(text)
                  .ifPresent(ref -> again(ref, InstanceRef.parse(ref.text()).get()));
              LanguagePreference.parse(text).best(List.of("nb", "en"));
            });
  }

  private static void again(Object first, Object second) {
    assertThat(second).isEqualTo(first);
  }
}

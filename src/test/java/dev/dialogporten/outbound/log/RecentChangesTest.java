package dev.dialogporten.outbound.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.event.Position;
import dev.dialogporten.outbound.Changes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentChangesTest {
  private static final int MORE_THAN_IT_HOLDS = 10_000;

  private final RecentChanges recent = new RecentChanges();
  private final SetAside aside = new SetAside(new SimpleMeterRegistry());
  private final CloudEvents derivation = new CloudEvents("https://example.com");

  @Test
  void nothingIsKnown_untilThePlaceIs() {
    assertThat(recent.after(at(1), null, 10)).isNull();
    assertThat(recent.rowsBehind(at(1))).isEqualTo(-1);

    recent.add(new LogPage(List.of(), at(5), true));

    assertThat(recent.after(at(5), null, 10)).isEqualTo(new LogPage(List.of(), at(5), true));
    assertThat(recent.rowsBehind(at(5))).isZero();
    assertThat(recent.after(at(4), null, 10)).as("not all of that is here").isNull();
    assertThat(recent.rowsBehind(at(4))).isEqualTo(-1);
  }

  @Test
  void after_inPages() {
    add(0, "one", 1, 2, 3);

    LogPage first = recent.after(at(0), null, 2);

    assertThat(first.changes()).extracting(LoggedChange::position).containsExactly(at(1), at(2));
    assertThat(first.reached()).isEqualTo(at(2));
    assertThat(first.atEnd()).isFalse();
    LogPage rest = recent.after(at(2), null, 2);
    assertThat(rest.changes()).extracting(LoggedChange::position).containsExactly(at(3));
    assertThat(rest.reached()).isEqualTo(at(3));
    assertThat(rest.atEnd()).isTrue();
    assertThat(recent.rowsBehind(at(1))).isEqualTo(2);
  }

  /** What is not wanted was looked at all the same. */
  @Test
  void after_oneOwnersOnly() {
    add(0, "one", 1);
    add("other", 2);
    add("one", 3);
    add("other", 4);

    LogPage page = recent.after(at(0), "one", 10);

    assertThat(page.changes()).extracting(LoggedChange::position).containsExactly(at(1), at(3));
    assertThat(page.reached()).isEqualTo(at(4));
    assertThat(recent.after(at(0), "nobody", 2).reached()).isEqualTo(at(2));
  }

  @Test
  void oldestIsForgotten_andThatIsKnown() {
    long[] all = LongStream.rangeClosed(1, MORE_THAN_IT_HOLDS).toArray();
    add(0, "one", all);
    long kept = recent.rowsBehind(at(MORE_THAN_IT_HOLDS - 5_000)) + 3_192;
    Position oldest = at(MORE_THAN_IT_HOLDS - kept);

    assertThat(recent.after(at(0), null, 10)).isNull();
    assertThat(recent.after(at(oldest.txid() - 1), null, 10)).isNull();
    LogPage page = recent.after(oldest, null, MORE_THAN_IT_HOLDS);
    assertThat(page.changes()).hasSize((int) kept);
    assertThat(page.changes().get(0).position()).isEqualTo(at(oldest.txid() + 1));
    assertThat(page.changes()).extracting(LoggedChange::position).isSorted();
    assertThat(recent.rowsBehind(oldest)).isEqualTo(kept);
  }

  @Test
  void clear_nothingIsKnown() {
    add(0, "one", 1, 2);

    recent.clear();

    assertThat(recent.head()).isNull();
    assertThat(recent.after(at(2), null, 10)).isNull();
    add(7, "one", 8);
    assertThat(recent.after(at(7), null, 10).changes()).hasSize(1);
    assertThat(recent.after(at(1), null, 10)).isNull();
  }

  private void add(long place, String org, long... positions) {
    recent.add(new LogPage(List.of(), at(place), true));
    add(org, positions);
  }

  private void add(String org, long... positions) {
    List<LoggedChange> changes =
        LongStream.of(positions)
            .mapToObj(
                p ->
                    new LoggedChange(
                        at(p), Changes.updated(org, UUID.randomUUID()), derivation, aside))
            .toList();
    recent.add(new LogPage(changes, at(positions[positions.length - 1]), true));
  }

  private static Position at(long txid) {
    return new Position(txid, 1);
  }
}

package dev.dialogporten.load.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void uniform_hasTheObviousPercentiles() {
    Histogram histogram = new Histogram(3);
    for (int i = 1; i <= 10_000; i++) {
      histogram.recordValue(i);
    }
    Latencies latencies = Latencies.of(histogram);
    assertThat((double) latencies.at(50)).isCloseTo(5000, within(10.0));
    assertThat((double) latencies.at(99)).isCloseTo(9900, within(10.0));
    assertThat((double) latencies.max()).isCloseTo(10_000, within(10.0));
    assertThat(latencies.mean()).isCloseTo(5000.5, within(5.0));
  }

  @Test
  void bars_countEveryValueOnceAndAdjoin() {
    Histogram histogram = new Histogram(3);
    for (long value = 1; value < 60_000_000; value = value * 11 / 10 + 1) {
      histogram.recordValue(value);
    }
    Latencies latencies = Latencies.of(histogram);
    assertThat(latencies.bars().stream().mapToLong(Latencies.Bar::count).sum())
        .isEqualTo(histogram.getTotalCount());
    for (int i = 1; i < latencies.bars().size(); i++) {
      assertThat(latencies.bars().get(i).fromMicros())
          .isEqualTo(latencies.bars().get(i - 1).toMicros());
    }
  }

  @Test
  void nothingRecorded() {
    Latencies latencies = Latencies.of(new Histogram(3));
    assertThat(latencies.count()).isZero();
    assertThat(latencies.at(99)).isZero();
    assertThat(latencies.bars()).isEmpty();
  }
}

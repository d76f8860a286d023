package dev.dialogporten.persistence.flight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  /** Everything is too long. */
  private final Watchdog impatient = new Watchdog(-1);

  private final Watchdog patient = new Watchdog(Long.MAX_VALUE / 2);
  private final Progress writes = new Progress("UPDATE units");

  @Test
  void nothingWaits_isWell() {
    impatient.look(0, List.of(writes));
    assertThat(patient.stalled()).isEmpty();
    assertThat(writes.stalled(System.nanoTime(), -1)).isEmpty();
  }

  @Test
  void waiting_withinTheLimit_isWell() {
    writes.entered();
    patient.look(0, List.of(writes));
    assertThat(patient.stalled()).isEmpty();
  }

  @Test
  void waiting_beyondTheLimit_saysWhatFor_andIsOverWhenItGetsOn() {
    writes.entered();
    writes.entered();
    impatient.look(3, List.of(writes));
    assertThat(impatient.stalled().orElseThrow()).contains("2 UPDATE units");
    writes.finished(2);
    assertThat(writes.stalled(System.nanoTime(), -1)).isEmpty();
  }

  @Test
  void givingUp_isNoProgress() {
    writes.entered();
    writes.entered();
    writes.left();
    assertThat(writes.stalled(System.nanoTime() + 1_000, 1_000)).isPresent();
  }

  @Test
  void eventLoopThatNoLongerComesBy_isStalled() {
    impatient.look(1, List.of());
    assertThat(impatient.stalled().orElseThrow()).contains("shard 1", "its event loop");
    impatient.forget(1);
    assertThat(impatient.stalled()).isEmpty();
  }
}

package dev.dialogporten.outbound.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShareTest {
  private final Share share = new Share(2);
  private final List<String> turns = new ArrayList<>();

  @Test
  void take_inTurn_neverMoreThanThereAre() {
    Runnable busy = () -> again("busy");
    Runnable other = () -> again("other");
    this.busy = busy;
    this.other = other;
    assertThat(share.take(busy)).isTrue();
    assertThat(share.take(busy)).isTrue();
    assertThat(share.take(busy)).isFalse();
    assertThat(share.take(other)).isFalse();

    for (int i = 0; i < 4; i++) {
      share.give();
    }

    assertThat(turns).containsExactly("busy", "other", "busy", "other");
  }

  @Test
  void give_whoWantsNoMoreIsPassedOver() {
    share.take(() -> {});
    share.take(() -> {});
    Runnable gone = () -> turns.add("gone");
    share.take(gone);
    share.take(() -> turns.add("resting"));
    share.take(() -> turns.add("next"));
    share.forget(gone);

    share.give();

    assertThat(turns).containsExactly("resting", "next");
  }

  private Runnable busy;
  private Runnable other;

  /** Takes one, and waits for another. */
  private void again(String name) {
    Runnable self = name.equals("busy") ? busy : other;
    turns.add(name);
    share.take(self);
    share.take(self);
  }
}

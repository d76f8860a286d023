package dev.dialogporten.load.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TargetDialogTest {
  /**
   * The dialogs of a file are known to many runs; what one has written the next must not repeat.
   */
  @Test
  void nextSequence_anotherOneInEveryRun() {
    Set<Integer> first = new HashSet<>();
    for (int run = 0; run < 5; run++) {
      first.add(new TargetDialog("0194d0aa-5b1c-7c3e-9f21-0242ac120002", null).nextSequence());
    }
    assertThat(first).hasSize(5);
  }

  @Test
  void nextSequence_neverTheSameTwice() {
    TargetDialog dialog = new TargetDialog("0194d0aa-5b1c-7c3e-9f21-0242ac120002", null);
    assertThat(dialog.nextSequence()).isNotEqualTo(dialog.nextSequence());
  }
}

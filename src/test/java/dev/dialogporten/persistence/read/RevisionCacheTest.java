package dev.dialogporten.persistence.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.persistence.Units;
import org.junit.jupiter.api.Test;

class RevisionCacheTest {
  private final RevisionCache cache = new RevisionCache(1 << 20);
  private final Dialog first = Units.dialog();
  private final Dialog second = Units.progressed(first, 50);

  @Test
  void readThatArrivesLate_doesNotReplaceWhatWasWritten() {
    cache.put(second);
    cache.putUnlessOlder(first);
    assertThat(cache.get(first.id())).isEqualTo(second);
  }

  @Test
  void readOfANewerWrite_replacesWhatIsKept() {
    cache.put(first);
    cache.putUnlessOlder(second);
    assertThat(cache.get(first.id())).isEqualTo(second);
  }
}

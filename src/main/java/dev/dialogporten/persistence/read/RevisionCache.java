package dev.dialogporten.persistence.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dialogporten.dialog.Dialog;
import java.util.UUID;

/**
 * The newest snapshot this node knows of each dialog, bounded by bytes. It may be behind another
 * node's write, never wrong about the revision it names: whoever decides on a cached snapshot
 * writes only {@code WHERE} revision and version are still its own, and reads again before it
 * refuses.
 */
public final class RevisionCache {
  /** Objects, time stamps and map entry of one snapshot, measured roughly; texts come on top. */
  private static final int OVERHEAD_BYTES = 900;

  private final Cache<UUID, Dialog> snapshots;

  /**
   * @param bytes upper bound; 0 keeps nothing
   */
  public RevisionCache(long bytes) {
    snapshots =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((UUID id, Dialog dialog) -> OVERHEAD_BYTES + dialog.sections().length())
            .executor(Runnable::run)
            .build();
  }

  /** The newest known snapshot, or null. */
  public Dialog get(UUID id) {
    return snapshots.getIfPresent(id);
  }

  public void put(Dialog dialog) {
    snapshots.put(dialog.id(), dialog);
  }

  /** For what was read: a write may have been faster than the answer of the database. */
  public void putUnlessOlder(Dialog dialog) {
    Dialog known = get(dialog.id());
    if (known == null || known.version() < dialog.version()) {
      put(dialog);
    }
  }

  public void remove(UUID id) {
    snapshots.invalidate(id);
  }
}

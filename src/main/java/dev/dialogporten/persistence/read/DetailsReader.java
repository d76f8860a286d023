package dev.dialogporten.persistence.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dialogporten.dialog.Activity;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.command.DialogQuery.DialogDetails;
import dev.dialogporten.persistence.flight.Flights;
import dev.dialogporten.persistence.flight.Progress;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * Reads dialogs with everything below them, and keeps those it has read. Every write moves the
 * dialog's version, so a kept one is as good as a new one when the database still has its revision
 * and version: asking for these two is a small part of reading all. What is answered was current
 * when the database was asked, on every node. Bound to one event loop.
 */
public final class DetailsReader {
  /** Objects and time stamps of one dialog or child, roughly; texts come on top. */
  private static final int OVERHEAD_BYTES = 900;

  private static final int CHILD_OVERHEAD_BYTES = 200;

  private static final String GUARDS =
      "SELECT d.id, d.revision, d.version FROM dialog d WHERE d.id = ANY($1)";

  private final DialogReader<DialogDetails> stored;
  private final DialogReader<Guard> guards;
  private final RevisionCache newest;
  private final Cache<UUID, DialogDetails> kept;

  /** What every write of a dialog changes. */
  private record Guard(UUID revision, long version) {
    static Guard read(Row row) {
      return new Guard(row.getUUID(1), row.getLong(2));
    }

    static Guard of(Dialog dialog) {
      return new Guard(dialog.revision(), dialog.version());
    }
  }

  /**
   * @param newest what this node knows for its writes: tells sooner that a kept dialog is outdated,
   *     and learns of what is read here
   * @param bytes bound of what is kept; 0 keeps nothing
   */
  public DetailsReader(
      SqlClient client,
      Flights.Limits limits,
      Executor endOfTick,
      Progress progress,
      RevisionCache newest,
      long bytes) {
    stored =
        new DialogReader<>(
            client,
            DialogDetailsReader.STATEMENT,
            DialogDetailsReader::read,
            limits,
            endOfTick,
            progress);
    guards = new DialogReader<>(client, GUARDS, Guard::read, limits, endOfTick, progress);
    this.newest = newest;
    kept =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((UUID id, DialogDetails details) -> weight(details))
            .executor(Runnable::run)
            .build();
  }

  /** The dialog as it is now, or null. */
  public Future<DialogDetails> read(UUID id) {
    DialogDetails known = kept.getIfPresent(id);
    if (known == null || isOutdated(known.dialog())) {
      return readStored(id);
    }
    return guards
        .read(id)
        .compose(
            guard ->
                Guard.of(known.dialog()).equals(guard)
                    ? Future.succeededFuture(known)
                    : readStored(id));
  }

  private boolean isOutdated(Dialog known) {
    Dialog written = newest.get(known.id());
    return written != null && written.version() > known.version();
  }

  private Future<DialogDetails> readStored(UUID id) {
    return stored
        .read(id)
        .map(
            details -> {
              keep(id, details);
              return details;
            });
  }

  private void keep(UUID id, DialogDetails details) {
    if (details == null) {
      kept.invalidate(id);
    } else {
      kept.put(id, details);
      // who reads a dialog is likely to write it next, with the ETag of what he has read
      newest.putUnlessOlder(details.dialog());
    }
  }

  private static int weight(DialogDetails details) {
    long weight = OVERHEAD_BYTES + details.dialog().sections().length();
    for (Transmission transmission : details.transmissions()) {
      weight += CHILD_OVERHEAD_BYTES + transmission.document().length();
    }
    for (Activity activity : details.activities()) {
      weight += CHILD_OVERHEAD_BYTES + activity.document().length();
    }
    weight += (long) CHILD_OVERHEAD_BYTES * details.seen().size();
    return (int) Math.min(Integer.MAX_VALUE, weight);
  }
}

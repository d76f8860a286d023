package dev.dialogporten.problem;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;

/**
 * Work that is tried again and again: that it fails is said once, that it is done again once more.
 * With the database away this is one line; any other cause may be a bug, and is said once with its
 * trace. Safe to use from any thread.
 */
public final class Interruption {
  /** A cause of its own is no reason to say more for ever. */
  private static final int MOST_CAUSES = 10;

  private final Logger log;
  private final String work;
  private final Set<String> said = new HashSet<>();

  /**
   * @param work as in "The change log is not read"
   */
  public Interruption(Logger log, String work) {
    this.log = log;
    this.work = work;
  }

  public synchronized void failed(Throwable failure) {
    boolean away = DatabaseAway.isCauseOf(failure);
    String cause = away ? "" : failure.getClass().getName();
    if (said.size() >= MOST_CAUSES || !said.add(cause)) {
      return;
    }
    if (away) {
      log.warn("{}, trying on: the database is away ({})", work, failure.getMessage());
    } else {
      log.warn("{}, trying on", work, failure);
    }
  }

  public synchronized void worked() {
    if (!said.isEmpty()) {
      said.clear();
      log.info("{}: that is over, going on", work);
    }
  }
}

package dev.dialogporten.persistence.texts;

import dev.dialogporten.persistence.connect.SqlErrors;
import dev.dialogporten.problem.DatabaseAway;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dialogs whose texts cannot be indexed, so that those after them can. After a failure dialogs are
 * tried one by one, until it is known which one it is; that one is left as it is until it changes
 * again. Not thread-safe.
 */
final class TextsSetAside {
  private static final Logger LOG = LoggerFactory.getLogger(TextsSetAside.class);

  /** A statement that ran out of time may have been one too many for the database just then. */
  private static final int TRIES = 3;

  /** Bounds what is remembered in order to log it once. */
  private static final int REMEMBERED = 1000;

  private final Counter counter;
  private final Map<UUID, Boolean> logged =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };
  private int atOnce = TextIndexStep.DIALOGS;
  private int tries;
  private Set<UUID> aside = Set.of();

  TextsSetAside(MeterRegistry registry) {
    counter =
        Counter.builder("dialogporten.texts.set.aside")
            .description("Times that the texts of a dialog could not be indexed and were left out")
            .register(registry);
  }

  /** How many dialogs the next step should take. */
  int atOnce() {
    return atOnce;
  }

  /** Those the next step should leave out. */
  Set<UUID> dialogs() {
    return aside;
  }

  void succeeded() {
    atOnce = Math.min(TextIndexStep.DIALOGS, 2 * atOnce);
    tries = 0;
    aside = Set.of();
  }

  /** Whether the failure is one of some dialogs, which has been seen to. */
  boolean failed(Throwable failure) {
    if (!(failure instanceof TextIndexStep.Failed texts) || isWithoutDatabase(failure.getCause())) {
      return false;
    }
    if (atOnce > 1 && texts.dialogs().length > 1) {
      atOnce = 1;
    } else if (++tries >= TRIES || !DatabaseAway.isCauseOf(failure.getCause())) {
      setAside(texts.dialogs()[0], failure.getCause());
    }
    return true;
  }

  private void setAside(UUID dialog, Throwable cause) {
    tries = 0;
    aside = Collections.singleton(dialog);
    counter.increment();
    if (logged.put(dialog, true) == null) {
      LOG.error(
          "The texts of dialog {} cannot be indexed: searches do not see its newest texts until it"
              + " changes again",
          dialog,
          cause);
    }
  }

  /** A statement cancelled by its time limit is the one thing of that kind a dialog can cause. */
  private static boolean isWithoutDatabase(Throwable cause) {
    return DatabaseAway.isCauseOf(cause) && !SqlErrors.isCancelled(cause);
  }
}

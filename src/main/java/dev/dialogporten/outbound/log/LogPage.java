package dev.dialogporten.outbound.log;

import dev.dialogporten.event.Position;
import java.util.List;

/**
 * A stretch of the change log.
 *
 * @param reached everything up to here was looked at
 * @param atEnd whether nothing readable lay behind it
 * @param gap rows that belong here are missing: their days were dropped
 */
public record LogPage(List<LoggedChange> changes, Position reached, boolean atEnd, boolean gap) {

  /** Nothing is missing. */
  public LogPage(List<LoggedChange> changes, Position reached, boolean atEnd) {
    this(changes, reached, atEnd, false);
  }
}

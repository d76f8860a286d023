package dev.dialogporten.events.log;

import dev.dialogporten.dialog.event.Position;
import java.util.List;

/**
 * A stretch of the change log.
 *
 * @param reached everything up to here was looked at
 * @param atEnd whether nothing readable lay behind it
 */
public record LogPage(List<LoggedChange> changes, Position reached, boolean atEnd) {}

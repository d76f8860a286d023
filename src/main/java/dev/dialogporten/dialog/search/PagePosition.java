package dev.dialogporten.dialog.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * The last dialog of a page, as its order sees it.
 *
 * @param times one value per {@link OrderBy#timeTerms()}; null where the dialog has none
 */
public record PagePosition(List<Instant> times, UUID id) {
  public PagePosition {
    times = Collections.unmodifiableList(new ArrayList<>(times));
  }
}

package dev.dialogporten.dialog.search;

import dev.dialogporten.dialog.Dialog;
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

  /** Where a dialog stands in an order. */
  public static PagePosition of(OrderBy order, Dialog dialog) {
    List<Instant> times = new ArrayList<>();
    order.timeTerms().forEach(term -> times.add(time(term.key(), dialog)));
    return new PagePosition(times, dialog.id());
  }

  private static Instant time(OrderKey key, Dialog dialog) {
    return switch (key) {
      case createdAt -> dialog.times().createdAt();
      case updatedAt -> dialog.times().updatedAt();
      case contentUpdatedAt -> dialog.times().contentUpdatedAt();
      case dueAt -> dialog.fields().dueAt();
      case id -> throw new IllegalArgumentException("The id is not a point in time");
    };
  }
}

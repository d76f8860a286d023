package dev.dialogporten.dialog.search;

import java.util.List;
import java.util.function.Function;

/**
 * One page of what was found.
 *
 * @param hasNext whether more follows
 */
public record Page<T>(List<T> items, boolean hasNext) {
  public Page {
    items = List.copyOf(items);
  }

  public static <T> Page<T> empty() {
    return new Page<>(List.of(), false);
  }

  /**
   * The page from one item more than it may hold.
   *
   * @param found at most {@code limit + 1} items
   */
  public static <T> Page<T> of(List<T> found, int limit) {
    boolean more = found.size() > limit;
    return new Page<>(more ? found.subList(0, limit) : found, more);
  }

  /** What is made of the last item; null when there is none. */
  public <R> R last(Function<T, R> function) {
    return items.isEmpty() ? null : function.apply(items.get(items.size() - 1));
  }
}

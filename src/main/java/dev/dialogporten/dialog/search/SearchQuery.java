package dev.dialogporten.dialog.search;

import dev.dialogporten.dialog.Dialog;
import java.util.List;

/**
 * What can be asked at {@link #ADDRESS} on the bus. {@code R} is the answer; a refusal is a failed
 * Future with a {@code ProblemException}.
 */
public sealed interface SearchQuery<R> {
  /** Not an address of a shard: searches look across dialogs and have connections of their own. */
  String ADDRESS = "dialogs.search";

  /** The organisation that asks, by whichever of its names. */
  String asker();

  /** Dialogs as search lists show them. */
  record FindDialogs(DialogSearch search) implements SearchQuery<Page<SearchHit>> {
    @Override
    public String asker() {
      return search.org();
    }
  }

  /** End user contexts of dialogs, newest content first. */
  record FindEndUserContexts(DialogSearch search) implements SearchQuery<Page<EndUserContextHit>> {
    @Override
    public String asker() {
      return search.org();
    }
  }

  /**
   * The dialogs a reference may mean: none, one, or, when a label is not unique, two. Of the
   * sections only the content is filled.
   *
   * @param org short name of the organisation whose labels count, since anybody may give a dialog
   *     of their own any label; null for those of all
   */
  record LookUp(InstanceRef ref, String org, String asker) implements SearchQuery<List<LookedUp>> {}

  /**
   * @param serviceOwnerLabels sorted by value
   */
  record LookedUp(Dialog dialog, List<String> serviceOwnerLabels) {}
}

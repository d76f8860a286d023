package dev.dialogporten.dialog.search;

import dev.dialogporten.dialog.DialogStatus;
import dev.dialogporten.dialog.SystemLabel;
import java.time.Instant;
import java.util.List;

/**
 * One page of a service owner's dialogs. All conditions hold together.
 *
 * @param org short name; dialogs of other organisations are never found
 * @param text null when no free text is looked for
 * @param reach what the person may see on whose behalf the search is made; null for everything
 * @param after the last dialog of the page before, or null
 * @param limit dialogs on the page
 */
public record DialogSearch(
    String org,
    Filters filters,
    Periods periods,
    SearchText text,
    Reach reach,
    OrderBy order,
    PagePosition after,
    int limit) {

  /**
   * Conditions on values; an empty list or null is none. Of several values in a list one is enough,
   * but of {@code allLabels} and {@code labelPatterns} all must be met.
   *
   * @param anyLabel system labels of which one is enough
   * @param isContentSeen seen since the last content update and not marked as unopened
   */
  public record Filters(
      List<String> serviceResources,
      List<String> parties,
      List<String> extendedStatuses,
      String externalReference,
      List<DialogStatus> statuses,
      DeletedFilter deleted,
      Boolean isContentSeen,
      String process,
      List<SystemLabel> allLabels,
      List<SystemLabel> anyLabel,
      boolean excludeApiOnly,
      List<LabelPattern> labelPatterns) {

    public Filters {
      serviceResources = List.copyOf(serviceResources);
      parties = List.copyOf(parties);
      extendedStatuses = List.copyOf(extendedStatuses);
      statuses = List.copyOf(statuses);
      allLabels = List.copyOf(allLabels);
      anyLabel = List.copyOf(anyLabel);
      labelPatterns = List.copyOf(labelPatterns);
    }
  }

  /**
   * Conditions on points in time. A dialog without the value is in no period but an open one.
   *
   * @param visible of {@code visibleFrom}
   * @param visibleBy leaves out dialogs that become visible only after it; null for no condition
   */
  public record Periods(
      Period created,
      Period updated,
      Period contentUpdated,
      Period due,
      Period visible,
      Instant visibleBy) {

    public static final Periods ALWAYS =
        new Periods(
            Period.ALWAYS, Period.ALWAYS, Period.ALWAYS, Period.ALWAYS, Period.ALWAYS, null);
  }

  /** Whether nothing can be found, whatever is stored. */
  public boolean isHopeless() {
    return (reach != null && reach.isNothing()) || (text != null && text.isEmpty());
  }
}

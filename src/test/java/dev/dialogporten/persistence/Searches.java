package dev.dialogporten.persistence;

import dev.dialogporten.dialog.DialogStatus;
import dev.dialogporten.dialog.SystemLabel;
import dev.dialogporten.dialog.search.DeletedFilter;
import dev.dialogporten.dialog.search.DialogSearch;
import dev.dialogporten.dialog.search.DialogSearch.Filters;
import dev.dialogporten.dialog.search.DialogSearch.Periods;
import dev.dialogporten.dialog.search.LabelPattern;
import dev.dialogporten.dialog.search.OrderBy;
import dev.dialogporten.dialog.search.PagePosition;
import dev.dialogporten.dialog.search.Reach;
import dev.dialogporten.dialog.search.SearchText;
import java.util.List;

/** Builds searches; what is not said is not asked for. */
public final class Searches {
  public List<String> serviceResources = List.of();
  public List<String> parties = List.of();
  List<String> extendedStatuses = List.of();
  String externalReference;
  public List<DialogStatus> statuses = List.of();
  public DeletedFilter deleted = DeletedFilter.Exclude;
  Boolean isContentSeen;
  String process;
  List<SystemLabel> allLabels = List.of();
  List<SystemLabel> anyLabel = List.of();
  boolean excludeApiOnly;
  List<LabelPattern> labelPatterns = List.of();
  Periods periods = Periods.ALWAYS;
  SearchText text;
  public Reach reach;

  private final String org;
  private OrderBy order = OrderBy.DEFAULT;
  private PagePosition after;
  private int limit = 100;

  private Searches(String org) {
    this.org = org;
  }

  public static Searches of(String org) {
    return new Searches(org);
  }

  Searches ordered(OrderBy by) {
    order = by;
    return this;
  }

  OrderBy order() {
    return order;
  }

  Searches after(PagePosition position) {
    after = position;
    return this;
  }

  Searches limit(int size) {
    limit = size;
    return this;
  }

  public DialogSearch build() {
    Filters filters =
        new Filters(
            serviceResources,
            parties,
            extendedStatuses,
            externalReference,
            statuses,
            deleted,
            isContentSeen,
            process,
            allLabels,
            anyLabel,
            excludeApiOnly,
            labelPatterns);
    return new DialogSearch(org, filters, periods, text, reach, order, after, limit);
  }
}

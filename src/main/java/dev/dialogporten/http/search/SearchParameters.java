package dev.dialogporten.http.search;

import dev.dialogporten.config.SearchSettings;
import dev.dialogporten.config.SearchSettings.Limits;
import dev.dialogporten.dialog.DialogStatus;
import dev.dialogporten.dialog.EndUserAccess;
import dev.dialogporten.dialog.SystemLabel;
import dev.dialogporten.dialog.search.ContinuationTokens;
import dev.dialogporten.dialog.search.DeletedFilter;
import dev.dialogporten.dialog.search.DialogSearch;
import dev.dialogporten.dialog.search.DialogSearch.Filters;
import dev.dialogporten.dialog.search.DialogSearch.Periods;
import dev.dialogporten.dialog.search.LabelPattern;
import dev.dialogporten.dialog.search.OrderBy;
import dev.dialogporten.dialog.search.PagePosition;
import dev.dialogporten.dialog.search.Period;
import dev.dialogporten.dialog.search.Reach;
import dev.dialogporten.dialog.value.Parties;
import dev.dialogporten.http.exchange.ApiRequest;
import dev.dialogporten.http.exchange.OwnOrganization;
import java.util.List;

/**
 * Reads a search of dialogs from the query of a request. First all values are read, then all rules
 * checked; the faults of each stage are reported together.
 */
final class SearchParameters {
  private static final int MAX_URI = 1023;

  private final ApiRequest request;
  private final SearchRules rules;
  private final boolean onBehalf;

  private SearchParameters(ApiRequest request) {
    this.request = request;
    this.rules = new SearchRules();
    this.onBehalf = request.caller().endUserId() != null;
  }

  static DialogSearch read(
      ApiRequest request,
      SearchSettings settings,
      ContinuationTokens tokens,
      EndUserAccess access) {
    return new SearchParameters(request).search(settings, tokens, access);
  }

  private DialogSearch search(
      SearchSettings settings, ContinuationTokens tokens, EndUserAccess access) {
    OrderBy order = order();
    PagePosition after = request.position(tokens, order);
    int limit = rules.limit(request.integer("limit"));
    Filters filters = filters(onBehalf ? settings.endUser() : settings.serviceOwner());
    Periods periods = periods();
    checkEndUser(filters);
    FreeText text = new FreeText(request.text("search"), request.text("searchLanguageCode"));
    text.check(rules.faults(), onBehalf);
    request.valid(this);
    rules.check();
    return new DialogSearch(
        OwnOrganization.of(request.caller()),
        filters,
        periods,
        text.made(),
        reach(access, filters),
        order,
        after,
        limit);
  }

  private OrderBy order() {
    OrderBy order =
        request.value("orderBy", OrderBy::parse, "is not an order of known, different keys.");
    return order == null ? OrderBy.DEFAULT : order;
  }

  private Filters filters(Limits limits) {
    List<String> resources = request.list("serviceResource");
    List<String> parties = request.list("party");
    List<String> extendedStatuses = request.list("extendedStatus");
    rules.count("serviceResource", resources, limits.serviceResources());
    rules.count("party", parties, limits.parties());
    rules.count("extendedStatus", extendedStatuses, limits.extendedStatuses());
    DeletedFilter deleted = request.constant("deleted", DeletedFilter.class, Enum::ordinal);
    return new Filters(
        resources,
        rules.parties("party", parties),
        extendedStatuses,
        request.text("externalReference"),
        request.constants("status", DialogStatus.class, DialogStatus::number),
        deleted == null ? DeletedFilter.Exclude : deleted,
        request.optionalFlag("isContentSeen"),
        rules.uri("process", request.text("process"), MAX_URI),
        request.constants("systemLabel", SystemLabel.class, SystemLabel::number),
        List.of(),
        request.flag("excludeApiOnly"),
        LabelPattern.parse(
            request.list("serviceOwnerLabels"), "serviceOwnerLabels", rules.faults()));
  }

  /**
   * On behalf of a person {@code visibleAfter} asks for what is visible by then, and {@code
   * visibleBefore} for nothing.
   */
  private Periods periods() {
    Period visible = period("visible");
    return new Periods(
        period("created"),
        period("updated"),
        period("contentUpdated"),
        period("due"),
        onBehalf ? Period.ALWAYS : visible,
        onBehalf ? visible.after() : null);
  }

  private Period period(String name) {
    String after = name + "After";
    Period period = new Period(request.instant(after), request.instant(name + "Before"));
    rules.ordered(period, after);
    return period;
  }

  private void checkEndUser(Filters filters) {
    if (!onBehalf) {
      return;
    }
    if (!request.text("endUserId").startsWith(Parties.PERSON)) {
      rules.faults().add("endUserId", "'endUserId' must begin with " + Parties.PERSON + ".");
    }
    if (filters.parties().isEmpty() && filters.serviceResources().isEmpty()) {
      rules
          .faults()
          .add("endUserId", "'endUserId' needs at least one 'party' or 'serviceResource'.");
    }
  }

  private Reach reach(EndUserAccess access, Filters filters) {
    return !onBehalf || access.isUnrestricted()
        ? null
        : Reach.of(
            access.grantsOf(request.caller().endUserId()),
            filters.parties(),
            filters.serviceResources());
  }
}

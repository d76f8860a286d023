package dev.dialogporten.http.search;

import dev.dialogporten.bus.Bus;
import dev.dialogporten.config.SearchSettings;
import dev.dialogporten.dialog.EndUserAccess;
import dev.dialogporten.dialog.SystemLabel;
import dev.dialogporten.dialog.search.ContinuationTokens;
import dev.dialogporten.dialog.search.DeletedFilter;
import dev.dialogporten.dialog.search.DialogSearch;
import dev.dialogporten.dialog.search.DialogSearch.Filters;
import dev.dialogporten.dialog.search.DialogSearch.Periods;
import dev.dialogporten.dialog.search.EndUserContextHit;
import dev.dialogporten.dialog.search.OrderBy;
import dev.dialogporten.dialog.search.Page;
import dev.dialogporten.dialog.search.PagePosition;
import dev.dialogporten.dialog.search.Period;
import dev.dialogporten.dialog.search.SearchHit;
import dev.dialogporten.dialog.search.SearchQuery;
import dev.dialogporten.dialog.search.SearchQuery.FindDialogs;
import dev.dialogporten.dialog.search.SearchQuery.FindEndUserContexts;
import dev.dialogporten.http.exchange.ApiRequest;
import dev.dialogporten.http.exchange.OwnOrganization;
import dev.dialogporten.http.exchange.Reply;
import io.vertx.core.Future;
import java.util.List;

/** The two searches among a service owner's dialogs. */
final class SearchDialogs {
  /** Beyond the time limit of the statement, which is the one to strike. */
  private static final long GRACE_MILLIS = 5_000;

  /** Pages up to this size are written on the event loop. */
  private static final int SMALL_PAGE = 100;

  private static final int MAX_CONTEXT_PARTIES = 20;

  private final Bus bus;
  private final EndUserAccess access;
  private final SearchSettings settings;
  private final ContinuationTokens tokens;
  private final SearchItemJson items;

  SearchDialogs(Bus bus, EndUserAccess access, SearchContext search) {
    this.bus = bus;
    this.access = access;
    this.settings = search.settings();
    this.tokens = search.tokens();
    this.items = new SearchItemJson(search.resources(), settings.sensitiveTexts());
  }

  Future<Reply> dialogs(ApiRequest request) {
    DialogSearch search = SearchParameters.read(request, settings, tokens, access);
    return this.<Page<SearchHit>>ask(new FindDialogs(search))
        .compose(
            page ->
                page.items().size() > SMALL_PAGE
                    ? request.aside(() -> reply(page, search, request))
                    : Future.succeededFuture(reply(page, search, request)));
  }

  private Reply reply(Page<SearchHit> page, DialogSearch search, ApiRequest request) {
    OrderBy order = search.order();
    String last = page.last(hit -> tokens.write(order, PagePosition.of(order, hit.dialog())));
    String token = last == null ? request.text(ContinuationTokens.KEY) : last;
    String person = request.caller().endUserId();
    return PageJson.reply(page, token, order, (json, hit) -> items.write(json, hit, person));
  }

  Future<Reply> endUserContexts(ApiRequest request) {
    OrderBy order = OrderBy.DEFAULT;
    DialogSearch search = contextSearch(request, order);
    return this.<Page<EndUserContextHit>>ask(new FindEndUserContexts(search))
        .map(
            page -> {
              String token =
                  page.hasNext() ? page.last(hit -> tokens.write(order, position(hit))) : null;
              return PageJson.reply(page, token, order, EndUserContextJson::write);
            });
  }

  private DialogSearch contextSearch(ApiRequest request, OrderBy order) {
    SearchRules rules = new SearchRules();
    List<String> parties = request.list("party");
    if (parties.isEmpty()) {
      rules.faults().add("party", "'party' must not be empty.");
    }
    rules.count("party", parties, MAX_CONTEXT_PARTIES);
    Filters filters =
        new Filters(
            List.of(),
            rules.parties("party", parties),
            List.of(),
            null,
            List.of(),
            DeletedFilter.Include,
            null,
            null,
            List.of(),
            request.constants("label", SystemLabel.class, SystemLabel::number),
            false,
            List.of());
    Period updated = new Period(request.instant("contentUpdatedAfter"), null);
    PagePosition after = request.position(tokens, order);
    int limit = rules.limit(request.integer("limit"));
    request.valid(filters);
    rules.check();
    return new DialogSearch(
        OwnOrganization.of(request.caller()),
        filters,
        new Periods(Period.ALWAYS, Period.ALWAYS, updated, Period.ALWAYS, Period.ALWAYS, null),
        null,
        null,
        order,
        after,
        limit);
  }

  private static PagePosition position(EndUserContextHit hit) {
    return new PagePosition(List.of(hit.contentUpdatedAt()), hit.dialogId());
  }

  private <R> Future<R> ask(SearchQuery<R> query) {
    return bus.request(
        SearchQuery.ADDRESS, query, settings.statementTimeout().toMillis() + GRACE_MILLIS);
  }
}

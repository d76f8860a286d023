package dev.dialogporten.persistence;

import dev.dialogporten.dialog.DialogStatus;
import dev.dialogporten.dialog.search.DeletedFilter;
import dev.dialogporten.dialog.search.DialogSearch;
import dev.dialogporten.dialog.search.DialogSearch.Periods;
import dev.dialogporten.dialog.search.LabelPattern;
import dev.dialogporten.dialog.search.OrderBy;
import dev.dialogporten.dialog.search.PagePosition;
import dev.dialogporten.dialog.search.Period;
import dev.dialogporten.dialog.search.Reach;
import dev.dialogporten.dialog.search.SearchText;
import dev.dialogporten.dialog.search.TextLanguage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The searches of the benchmark, by name. */
final class SearchScenarios {
  private static final Period OLD_WINDOW =
      new Period(
          Instant.parse("2025-01-03T00:00:00Z"),
          Instant.parse("2025-01-03T00:00:00Z").plus(2, ChronoUnit.HOURS));

  private final Map<String, DialogSearch> searches = new LinkedHashMap<>();

  /**
   * @param positions where a share of all dialogs comes before, in an order
   */
  static Map<String, DialogSearch> all(BiFunction<OrderBy, Double, PagePosition> positions) {
    SearchScenarios made = new SearchScenarios();
    made.pages(positions);
    made.filters(positions);
    made.texts();
    return made.searches;
  }

  private void pages(BiFunction<OrderBy, Double, PagePosition> positions) {
    add("no condition", s -> {});
    add("no condition, 1000 items", s -> s.limit(1000));
    for (String text :
        List.of(
            "contentUpdatedAt",
            "updatedAt_asc",
            "createdAt",
            "createdAt_asc,id_asc",
            "dueAt_asc",
            "dueAt")) {
      OrderBy order = OrderBy.parse(text).orElseThrow();
      for (double share : new double[] {0, 0.5, 0.99}) {
        PagePosition after = share == 0 ? null : positions.apply(order, share);
        add(text + " after " + Math.round(share * 100) + " %", s -> s.ordered(order).after(after));
      }
    }
  }

  private void filters(BiFunction<OrderBy, Double, PagePosition> positions) {
    PagePosition deep = positions.apply(OrderBy.DEFAULT, 0.9);
    add("large party", s -> s.parties = List.of("party:0"));
    add("large party, deep", s -> s.after(deep).parties = List.of("party:0"));
    add("small party", s -> s.parties = List.of("party:400"));
    add("20 parties", s -> s.parties = parties(20));
    add("common resource", s -> s.serviceResources = List.of(resource(1)));
    add("common resource, deep", s -> s.after(deep).serviceResources = List.of(resource(1)));
    add("resource given up long ago", s -> s.serviceResources = List.of(resource(39)));
    add("3 resources", s -> s.serviceResources = List.of(resource(1), resource(2), resource(3)));
    add("common status", s -> s.statuses = List.of(DialogStatus.Completed));
    add("status of a tenth", s -> s.statuses = List.of(DialogStatus.RequiresAttention));
    add("status that none has", s -> s.statuses = List.of(DialogStatus.Draft));
    add("party and status", s -> party(s, "party:0").statuses = List.of(DialogStatus.InProgress));
    add("external reference", s -> s.externalReference = "ref-5001");
    add("process", s -> s.process = "urn:process:50");
    add("label", s -> s.labelPatterns = List.of(new LabelPattern("case:77", false)));
    add("label prefix, rare", s -> s.labelPatterns = List.of(new LabelPattern("case:77", true)));
    add(
        "label prefix, all labelled",
        s -> s.labelPatterns = List.of(new LabelPattern("case:", true)));
    add("soft-deleted only", s -> s.deleted = DeletedFilter.Only);
    add("created in an old window of two hours", s -> s.periods = created(OLD_WINDOW));
    add("content updated in an old window", s -> s.periods = contentUpdated(OLD_WINDOW));
    add("seen", s -> s.isContentSeen = true);
  }

  private void texts() {
    add("on behalf, 100 parties", s -> reach(s, 100));
    add(
        "text, one party",
        s -> {
          s.parties = List.of("party:400");
          text(s, "title");
        });
    add("text that a 17th has", s -> text(s, "ext-5"));
    add("text that all have", s -> text(s, "searchable"));
    add("text that one has", s -> text(s, "\"ref-5001\""));
  }

  private void add(String name, Consumer<Searches> conditions) {
    Searches search = Searches.of("big");
    conditions.accept(search);
    searches.put(name, search.build());
  }

  private static Searches party(Searches search, String party) {
    search.parties = List.of(party);
    return search;
  }

  private static void reach(Searches search, int count) {
    search.parties = parties(count);
    search.reach = new Reach(parties(count), List.of());
  }

  private static void text(Searches search, String typed) {
    search.text = SearchText.of(typed, TextLanguage.SIMPLE);
  }

  private static List<String> parties(int count) {
    return IntStream.range(0, count).mapToObj(i -> "party:" + i * 3).toList();
  }

  private static String resource(int number) {
    return "urn:altinn:resource:" + number;
  }

  private static Periods created(Period period) {
    return new Periods(period, Period.ALWAYS, Period.ALWAYS, Period.ALWAYS, Period.ALWAYS, null);
  }

  private static Periods contentUpdated(Period period) {
    return new Periods(Period.ALWAYS, Period.ALWAYS, period, Period.ALWAYS, Period.ALWAYS, null);
  }
}

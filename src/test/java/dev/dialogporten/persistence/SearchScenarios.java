package dev.dialogporten.persistence;

import dev.dialogporten.dialog.DialogStatus;
import dev.dialogporten.dialog.search.DeletedFilter;
import dev.dialogporten.dialog.search.DialogSearch.Periods;
import dev.dialogporten.dialog.search.LabelPattern;
import dev.dialogporten.dialog.search.OrderBy;
import dev.dialogporten.dialog.search.Period;
import dev.dialogporten.dialog.search.Reach;
import dev.dialogporten.dialog.search.SearchText;
import dev.dialogporten.dialog.search.TextLanguage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The searches of the benchmark, by name. */
final class SearchScenarios {
  /** Words that all dialogs have, but never in this order. */
  private static final String NO_PHRASE = "\"searchable dialog\"";

  private static final DialogStatus IN_PROGRESS = DialogStatus.InProgress;

  private static final Period OLD_WINDOW =
      new Period(
          Instant.parse("2025-01-03T00:00:00Z"),
          Instant.parse("2025-01-03T00:00:00Z").plus(2, ChronoUnit.HOURS));

  private final Map<String, Searches> searches = new LinkedHashMap<>();

  static Map<String, Searches> all() {
    SearchScenarios made = new SearchScenarios();
    made.orders();
    made.parties();
    made.resourcesAndStatuses();
    made.otherFilters();
    made.texts();
    return made.searches;
  }

  private void orders() {
    add("no condition", s -> {});
    add("no condition, 1000 items", s -> s.limit(1000));
    for (String text :
        List.of("updatedAt_asc", "createdAt", "createdAt_asc,id_asc", "dueAt_asc", "dueAt")) {
      add(text, s -> ordered(s, text));
    }
  }

  private void parties() {
    add("party of 2.7 %", s -> party(s, "party:0"));
    add("party of 2.7 %, updatedAt_asc", s -> ordered(party(s, "party:0"), "updatedAt_asc"));
    add("party of 0.4 %", s -> party(s, "party:3"));
    add("party of 0.1 %", s -> party(s, "party:30"));
    add("party that left", s -> party(s, "party:gone"));
    add("small party", s -> party(s, "party:400"));
    add("20 parties", s -> s.parties = parties(20));
    add("party and status", s -> party(s, "party:0").statuses = List.of(IN_PROGRESS));
    add(
        "party and rare status",
        s -> party(s, "party:0").statuses = List.of(DialogStatus.Awaiting));
    add("party, createdAt", s -> ordered(party(s, "party:0"), "createdAt"));
  }

  private void resourcesAndStatuses() {
    add("common resource", s -> resources(s, 1));
    add("common resource, updatedAt_asc", s -> ordered(resources(s, 1), "updatedAt_asc"));
    add("resource given up", s -> resources(s, 39));
    add("resource given up, updatedAt", s -> ordered(resources(s, 39), "updatedAt"));
    add("resource given up, createdAt", s -> ordered(resources(s, 39), "createdAt"));
    add("3 resources", s -> resources(s, 1, 2, 3));
    add("resource and status", s -> resources(s, 1).statuses = List.of(DialogStatus.Completed));
    add("resource and party", s -> party(resources(s, 1), "party:0"));
    add("common status", s -> s.statuses = List.of(DialogStatus.Completed));
    add("status of a tenth", s -> s.statuses = List.of(DialogStatus.RequiresAttention));
    add("status of a thousandth", s -> s.statuses = List.of(DialogStatus.Awaiting));
    add("status that none has", s -> s.statuses = List.of(DialogStatus.Draft));
    add("that, updatedAt_asc", s -> status(ordered(s, "updatedAt_asc"), DialogStatus.Draft));
    add("that, createdAt", s -> status(ordered(s, "createdAt"), DialogStatus.Draft));
    add(
        "status of a thousandth, dueAt_asc",
        s -> status(ordered(s, "dueAt_asc"), DialogStatus.Awaiting));
    add("status of a tenth, createdAt", s -> status(ordered(s, "createdAt"), IN_PROGRESS));
    add("2 rare statuses", s -> s.statuses = List.of(DialogStatus.Draft, DialogStatus.Awaiting));
    add("soft-deleted only (1 %)", s -> s.deleted = DeletedFilter.Only);
  }

  private void otherFilters() {
    add("external reference", s -> s.externalReference = "ref-5001");
    add("process", s -> s.process = "urn:process:50");
    add("label", s -> s.labelPatterns = List.of(new LabelPattern("case:77", false)));
    add("label prefix, rare", s -> s.labelPatterns = List.of(new LabelPattern("case:77", true)));
    add(
        "label prefix, of a twentieth",
        s -> s.labelPatterns = List.of(new LabelPattern("case:", true)));
    add("extended status", s -> s.extendedStatuses = List.of("ext-5"));
    add("created in an old window of two hours", s -> s.periods = created(OLD_WINDOW));
    add("content updated in an old window", s -> s.periods = contentUpdated(OLD_WINDOW));
    add("seen", s -> s.isContentSeen = true);
  }

  private void texts() {
    add("on behalf, 100 parties", s -> reach(s, 100));
    add("text, small party", s -> text(party(s, "party:400"), "dialog"));
    add("text, party of 2.7 %", s -> text(party(s, "party:0"), "dialog"));
    add("text that a 17th has", s -> text(s, "ext-5"));
    add("text that all have", s -> text(s, "searchable"));
    add("text that a few have", s -> text(s, "\"ref-5001\""));
    add("common phrase, none, small party", s -> text(party(s, "party:400"), NO_PHRASE));
    add("common phrase, none, party of 2.7 %", s -> text(party(s, "party:0"), NO_PHRASE));
    add("common phrase, none, resource of 2.5 %", s -> text(resources(s, 1), NO_PHRASE));
  }

  private void add(String name, Consumer<Searches> conditions) {
    Searches search = Searches.of("big");
    conditions.accept(search);
    searches.put(name, search);
  }

  private static Searches party(Searches search, String party) {
    search.parties = List.of(party);
    return search;
  }

  private static void reach(Searches search, int count) {
    search.parties = parties(count);
    search.reach = new Reach(parties(count), List.of(), List.of());
  }

  private static Searches ordered(Searches search, String order) {
    return search.ordered(OrderBy.parse(order).orElseThrow());
  }

  private static Searches status(Searches search, DialogStatus status) {
    search.statuses = List.of(status);
    return search;
  }

  private static Searches resources(Searches search, int... numbers) {
    search.serviceResources =
        IntStream.of(numbers).mapToObj(number -> "urn:altinn:resource:" + number).toList();
    return search;
  }

  private static void text(Searches search, String typed) {
    search.text = SearchText.of(typed, TextLanguage.SIMPLE);
  }

  private static List<String> parties(int count) {
    return IntStream.range(0, count).mapToObj(i -> "party:" + i * 3).toList();
  }

  private static Periods created(Period period) {
    return new Periods(period, Period.ALWAYS, Period.ALWAYS, Period.ALWAYS, Period.ALWAYS, null);
  }

  private static Periods contentUpdated(Period period) {
    return new Periods(Period.ALWAYS, Period.ALWAYS, period, Period.ALWAYS, Period.ALWAYS, null);
  }
}

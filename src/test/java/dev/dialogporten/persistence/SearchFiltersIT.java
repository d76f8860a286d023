package dev.dialogporten.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.DialogStatus;
import dev.dialogporten.dialog.SystemLabel;
import dev.dialogporten.dialog.search.DeletedFilter;
import dev.dialogporten.dialog.search.DialogSearch.Periods;
import dev.dialogporten.dialog.search.LabelPattern;
import dev.dialogporten.dialog.search.Period;
import dev.dialogporten.dialog.search.Reach;
import dev.dialogporten.dialog.search.Reach.Pair;
import dev.dialogporten.dialog.search.SearchHit;
import dev.dialogporten.persistence.search.DialogSearchSql;
import dev.dialogporten.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every condition, on dialogs that differ in just that. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchFiltersIT {
  private static final Instant TIME = StoredDialogs.TIME;
  private static final Instant LATER = TIME.plus(1, ChronoUnit.MICROS);
  private static final Instant EARLIER = TIME.minus(1, ChronoUnit.MICROS);

  private final Vertx vertx = Vertx.vertx();
  private final StoredDialogs dialogs = new StoredDialogs(TestDatabase.shared());
  private Pool pool;

  @BeforeAll
  void open() {
    pool = TestDatabase.shared().pool(vertx, 2);
  }

  @AfterAll
  void close() {
    vertx.close().await();
  }

  @Test
  void serviceResource_anyOfTheExactOnes() throws Exception {
    UUID a = dialogs.insert(Map.of("service_resource", "urn:altinn:resource:a"));
    UUID b = dialogs.insert(Map.of("service_resource", "urn:altinn:resource:b"));

    assertThat(found(s -> s.serviceResources = List.of("urn:altinn:resource:a")))
        .containsExactly(a);
    assertThat(
            found(
                s ->
                    s.serviceResources = List.of("urn:altinn:resource:a", "urn:altinn:resource:b")))
        .containsExactlyInAnyOrder(a, b);
    assertThat(found(s -> s.serviceResources = List.of("urn:altinn:resource:A"))).isEmpty();
  }

  @Test
  void party_anyOf() throws Exception {
    UUID a = dialogs.insert(Map.of("party", "party:a"));
    UUID b = dialogs.insert(Map.of("party", "party:b"));

    assertThat(found(s -> s.parties = List.of("party:a"))).containsExactly(a);
    assertThat(found(s -> s.parties = List.of("party:b", "party:a", "party:c")))
        .containsExactlyInAnyOrder(a, b);
  }

  @Test
  void texts_exactAndCaseSensitive() throws Exception {
    UUID id =
        dialogs.insert(
            Map.of("external_reference", "Ref", "extended_status", "Ext", "process", "urn:p"));

    assertThat(found(s -> s.externalReference = "Ref")).containsExactly(id);
    assertThat(found(s -> s.externalReference = "ref")).isEmpty();
    assertThat(found(s -> s.extendedStatuses = List.of("x", "Ext"))).containsExactly(id);
    assertThat(found(s -> s.extendedStatuses = List.of("ext"))).isEmpty();
    assertThat(found(s -> s.process = "urn:p")).containsExactly(id);
    assertThat(found(s -> s.process = "urn:P")).isEmpty();
  }

  @Test
  void status_anyOf() throws Exception {
    UUID draft = dialogs.insert(Map.of("status", 3, "party", "status"));
    UUID completed = dialogs.insert(Map.of("status", 6, "party", "status"));

    assertThat(of("status", s -> s.statuses = List.of(DialogStatus.Draft))).containsExactly(draft);
    assertThat(of("status", s -> s.statuses = List.of(DialogStatus.Completed, DialogStatus.Draft)))
        .containsExactlyInAnyOrder(draft, completed);
    assertThat(of("status", s -> s.statuses = List.of(DialogStatus.Awaiting))).isEmpty();
  }

  @Test
  void deleted_excludedIncludedOnly() throws Exception {
    UUID live = dialogs.insert(Map.of("party", "deleted"));
    UUID gone = dialogs.insert(Map.of("party", "deleted", "deleted_at", TIME));

    assertThat(of("deleted", s -> s.deleted = DeletedFilter.Exclude)).containsExactly(live);
    assertThat(of("deleted", s -> s.deleted = DeletedFilter.Only)).containsExactly(gone);
    assertThat(of("deleted", s -> s.deleted = DeletedFilter.Include))
        .containsExactlyInAnyOrder(live, gone);
  }

  @Test
  void systemLabels_allOrAny() throws Exception {
    UUID archived = dialogs.insert(labels("sys", 3));
    UUID both = dialogs.insert(labels("sys", 35));

    assertThat(of("sys", s -> s.allLabels = List.of(SystemLabel.Archive)))
        .containsExactlyInAnyOrder(archived, both);
    assertThat(of("sys", s -> s.allLabels = List.of(SystemLabel.Archive, SystemLabel.Sent)))
        .containsExactly(both);
    assertThat(of("sys", s -> s.anyLabel = List.of(SystemLabel.Bin, SystemLabel.Sent)))
        .containsExactly(both);
  }

  @Test
  void isContentSeen_flagWithoutUnopenedLabel() throws Exception {
    UUID unseen = dialogs.insert(Map.of("party", "seen"));
    UUID seen = dialogs.insert(Map.of("party", "seen", "content_seen", true));
    Map<String, Object> marked = labels("seen", 14);
    marked.put("content_seen", true);
    UUID markedUnopened = dialogs.insert(marked);

    assertThat(of("seen", s -> s.isContentSeen = true)).containsExactly(seen);
    assertThat(of("seen", s -> s.isContentSeen = false))
        .containsExactlyInAnyOrder(unseen, markedUnopened);
  }

  @Test
  void excludeApiOnly_hidesThem() throws Exception {
    UUID plain = dialogs.insert(Map.of("party", "api"));
    UUID apiOnly = dialogs.insert(Map.of("party", "api", "is_api_only", true));

    assertThat(of("api", s -> s.excludeApiOnly = true)).containsExactly(plain);
    assertThat(of("api", s -> s.excludeApiOnly = false)).containsExactlyInAnyOrder(plain, apiOnly);
  }

  /** A dialog has twenty at most; what is more than a few is looked for in another way. */
  @Test
  void serviceOwnerLabels_many() throws Exception {
    UUID full = dialogs.insert(Map.of("party", "many"));
    UUID other = dialogs.insert(Map.of("party", "many"));
    List<LabelPattern> all = IntStream.range(10, 30).mapToObj(i -> exact("l" + i)).toList();
    for (LabelPattern label : all) {
      dialogs.label(full, label.text());
    }
    dialogs.label(other, "l10");

    assertThat(of("many", s -> s.labelPatterns = all)).containsExactly(full);
    assertThat(of("many", s -> s.labelPatterns = all.subList(0, 1)))
        .containsExactlyInAnyOrder(full, other);
    assertThat(of("many", s -> s.labelPatterns = with(all, prefix("l"), exact("l10"))))
        .containsExactly(full);
    assertThat(of("many", s -> s.labelPatterns = with(all.subList(0, 10), exact("no")))).isEmpty();
    assertThat(of("many", s -> s.labelPatterns = with(all, exact("no")))).isEmpty();
  }

  private static List<LabelPattern> with(List<LabelPattern> patterns, LabelPattern... more) {
    return Stream.concat(patterns.stream(), Stream.of(more)).toList();
  }

  @Test
  void serviceOwnerLabels_allOfThem_prefixLiterally() throws Exception {
    UUID one = dialogs.insert(Map.of("party", "labels"));
    UUID two = dialogs.insert(Map.of("party", "labels"));
    dialogs.label(one, "alpha");
    dialogs.label(one, "100%sure");
    dialogs.label(two, "alpha");
    dialogs.label(two, "100xsure");

    assertThat(of("labels", s -> s.labelPatterns = List.of(exact("alpha"))))
        .containsExactlyInAnyOrder(one, two);
    assertThat(of("labels", s -> s.labelPatterns = List.of(exact("alpha"), prefix("100%"))))
        .containsExactly(one);
    assertThat(of("labels", s -> s.labelPatterns = List.of(prefix("alp_")))).isEmpty();
    assertThat(of("labels", s -> s.labelPatterns = List.of(exact("alp")))).isEmpty();
  }

  @Test
  void periods_inclusiveToTheMicrosecond() throws Exception {
    Map<String, Object> timed = new java.util.HashMap<>(Map.of("party", "time"));
    for (String column :
        List.of("created_at", "updated_at", "content_updated_at", "due_at", "visible_from")) {
      timed.put(column, TIME);
    }
    UUID id = dialogs.insert(timed);
    dialogs.insert(
        Map.of(
            "party",
            "time",
            "created_at",
            LATER,
            "updated_at",
            LATER,
            "content_updated_at",
            LATER));

    for (int which = 0; which < 5; which++) {
      int at = which;
      assertThat(of("time", s -> s.periods = periods(at, new Period(TIME, TIME))))
          .as("period %s", which)
          .containsExactly(id);
      assertThat(of("time", s -> s.periods = periods(at, new Period(null, EARLIER))))
          .as("period %s", which)
          .isEmpty();
      assertThat(of("time", s -> s.periods = periods(at, new Period(LATER, null))))
          .as("period %s", which)
          .doesNotContain(id);
    }
  }

  @Test
  void visibleBy_keepsWhatIsVisibleByThen() throws Exception {
    UUID always = dialogs.insert(Map.of("party", "visible"));
    UUID by = dialogs.insert(Map.of("party", "visible", "visible_from", TIME));
    dialogs.insert(Map.of("party", "visible", "visible_from", LATER));

    assertThat(
            of(
                "visible",
                s ->
                    s.periods =
                        new Periods(
                            Period.ALWAYS,
                            Period.ALWAYS,
                            Period.ALWAYS,
                            Period.ALWAYS,
                            Period.ALWAYS,
                            TIME)))
        .containsExactlyInAnyOrder(always, by);
  }

  @Test
  void reach_wholePartiesAndPairs() throws Exception {
    UUID whole = dialogs.insert(Map.of("party", "reach:a"));
    UUID pair = dialogs.insert(Map.of("party", "reach:b", "service_resource", "r1"));
    dialogs.insert(Map.of("party", "reach:b", "service_resource", "r2"));
    dialogs.insert(Map.of("party", "reach:c", "service_resource", "r1"));

    assertThat(
            found(
                s ->
                    s.reach =
                        new Reach(
                            List.of("reach:a"), List.of(new Pair("reach:b", "r1")), List.of())))
        .containsExactlyInAnyOrder(whole, pair);
  }

  @Test
  void otherOrganisation_neverFound() throws Exception {
    UUID own = dialogs.insert(Map.of("party", "shared"));
    new StoredDialogs(TestDatabase.shared()).insert(Map.of("party", "shared"));

    assertThat(of("shared", s -> {})).containsExactly(own);
  }

  @Test
  void hit_carriesWhatListsShow() throws Exception {
    String attachments =
        """
        [{"urls":[{"consumerType":"Api"},{"consumerType":"Gui"}]},{"urls":[{"consumerType":"Api"}]},{"urls":[]}]\
        """;
    UUID id = dialogs.insert(Map.of("party", "hit", "attachments", attachments));
    dialogs.label(id, "b");
    dialogs.label(id, "a");
    dialogs.seen(id, TIME, "person:1");
    dialogs.seen(id, LATER, "person:1");
    dialogs.seen(id, EARLIER, "person:2");
    dialogs.activity(id, TIME, new UUID(0, 2), "{\"n\":2}");
    dialogs.activity(id, TIME, new UUID(0, 1), "{\"n\":1}");
    dialogs.activity(id, EARLIER, new UUID(0, 3), "{\"n\":3}");

    SearchHit hit = hits(search("hit", s -> {})).get(0);

    assertThat(hit.guiAttachments()).isEqualTo(1);
    assertThat(hit.serviceOwnerLabels()).containsExactly("a", "b");
    assertThat(hit.latestActivity()).isEqualTo("{\"n\":2}");
    assertThat(hit.seen()).singleElement().satisfies(e -> assertThat(e.seenAt()).isEqualTo(LATER));
    assertThat(hit.dialog().sections().attachments()).isEqualTo("[]");
  }

  @Test
  void purgedDialog_isGoneFromOrderTable() throws Exception {
    UUID id = dialogs.insert(Map.of("party", "purged"));
    pool.query("DELETE FROM dialog WHERE id = '" + id + "'").execute().await();

    assertThat(of("purged", s -> {})).isEmpty();
    assertThat(
            pool.query("SELECT 1 FROM dialog_order WHERE id = '" + id + "'")
                .execute()
                .await()
                .size())
        .isZero();
  }

  private static Map<String, Object> labels(String party, int digits) {
    int mask = 0;
    for (char c : String.valueOf(digits).toCharArray()) {
      mask |= 1 << (c - '0');
    }
    return new java.util.HashMap<>(
        Map.of("party", party, "system_labels", digits, "system_label_mask", mask));
  }

  private static LabelPattern exact(String text) {
    return new LabelPattern(text, false);
  }

  private static LabelPattern prefix(String text) {
    return new LabelPattern(text, true);
  }

  private static Periods periods(int which, Period period) {
    Period[] all = new Period[5];
    java.util.Arrays.fill(all, Period.ALWAYS);
    all[which] = period;
    return new Periods(all[0], all[1], all[2], all[3], all[4], null);
  }

  private List<UUID> of(String party, Consumer<Searches> conditions) {
    return ids(search(party, conditions));
  }

  private Searches search(String party, Consumer<Searches> conditions) {
    Searches search = Searches.of(dialogs.org);
    search.parties = List.of(party);
    conditions.accept(search);
    return search;
  }

  private List<UUID> found(Consumer<Searches> conditions) {
    Searches search = Searches.of(dialogs.org);
    conditions.accept(search);
    return ids(search);
  }

  private List<UUID> ids(Searches search) {
    return hits(search).stream().map(hit -> hit.dialog().id()).toList();
  }

  private List<SearchHit> hits(Searches search) {
    DialogSearchSql sql = DialogSearchSql.dialogs(search.build());
    List<SearchHit> hits = new ArrayList<>();
    pool.preparedQuery(sql.text())
        .execute(sql.parameters())
        .await()
        .forEach(row -> hits.add(DialogSearchSql.hit(row)));
    return hits;
  }
}

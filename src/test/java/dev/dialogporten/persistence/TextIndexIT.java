package dev.dialogporten.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.config.SearchSettings.Texts;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.search.SearchText;
import dev.dialogporten.dialog.search.TextLanguage;
import dev.dialogporten.persistence.search.DialogSearchSql;
import dev.dialogporten.persistence.texts.TextIndexSql;
import dev.dialogporten.persistence.texts.TextIndexStep;
import dev.dialogporten.persistence.texts.TextIndexer;
import dev.dialogporten.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a database of its own: the cursor goes over the whole change log. */
class TextIndexIT {
  private final TestDatabase database = TestDatabase.fresh();
  private final StoredDialogs dialogs = new StoredDialogs(database);
  private final Vertx vertx = Vertx.vertx();
  private Pool pool;

  @BeforeEach
  void open() {
    pool = database.pool(vertx, 3);
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void dialog_isFoundByItsTexts() throws Exception {
    UUID id =
        dialogs.insert(
            Map.of(
                "content",
                """
                {"title":{"value":[{"value":"Påminnelse om betalinger","languageCode":"nb"}],"mediaType":"text/plain"},\
                "additionalInfo":{"value":[{"value":"hidden markdown","languageCode":"en"}],"mediaType":"text/markdown"}}\
                """,
                "search_tags",
                "[{\"value\":\"gulrot\"}]",
                "attachments",
                "[{\"displayName\":[{\"value\":\"Invoices"
                    + " attached\",\"languageCode\":\"en\"}],\"urls\":[]}]"));
    dialogs.activity(
        id,
        StoredDialogs.TIME,
        UUID.randomUUID(),
        "{\"description\":[{\"value\":\"signed contract\",\"languageCode\":\"en\"}]}");
    UUID other = dialogs.insert(Map.of("search_tags", "[{\"value\":\"potet\"}]"));
    changed(id, ChangeKind.CREATED, Set.of());
    changed(other, ChangeKind.CREATED, Set.of());

    index();

    assertThat(found("betaling", "nb")).containsExactly(id);
    assertThat(found("gulrot", "xx")).containsExactly(id);
    assertThat(found("attaching invoice", "en")).containsExactly(id);
    assertThat(found("contracts", "en")).containsExactly(id);
    assertThat(found("markdown", "en")).isEmpty();
    assertThat(found("gulrot potet", "xx")).containsExactlyInAnyOrder(id, other);
    assertThat(found("gulrot AND potet", "xx")).isEmpty();
    assertThat(found("gulrot OR potet -signed", "xx")).containsExactlyInAnyOrder(id, other);
    assertThat(found("\"signed contract\"", "en")).containsExactly(id);
    assertThat(found("\"contract signed\"", "en")).isEmpty();
  }

  /** A letter and its ring are found by the letter with the ring, and the other way round. */
  @Test
  void formsOfUnicode_meet() throws Exception {
    UUID apart = dialogs.insert(Map.of("search_tags", "[{\"value\":\"bla\u030aba\u0308r\"}]"));
    UUID composed = dialogs.insert(Map.of("search_tags", "[{\"value\":\"bl\u00e5b\u00e4r\"}]"));
    changed(apart, ChangeKind.CREATED, Set.of());
    changed(composed, ChangeKind.CREATED, Set.of());
    index();

    assertThat(found("bl\u00e5b\u00e4r", "xx")).containsExactlyInAnyOrder(apart, composed);
    assertThat(found("bla\u030aba\u0308r", "xx")).containsExactlyInAnyOrder(apart, composed);
  }

  /** Whatever the change log still knows, once; what has changed meanwhile comes first. */
  @Test
  void allThatIsStored_isIndexedAgainAfterTheMigration() throws Exception {
    List<UUID> old = new ArrayList<>();
    for (int i = 0; i < 45; i++) {
      old.add(dialogs.insert(Map.of("search_tags", "[{\"value\":\"bla\u030aba\u0308r\"}]")));
    }
    pool.query("UPDATE dialog_text_cursor SET rebuilt = '00000000-0000-0000-0000-000000000000'")
        .execute()
        .await();
    UUID changed = dialogs.insert(Map.of("search_tags", "[{\"value\":\"newest\"}]"));
    changed(changed, ChangeKind.CREATED, Set.of());

    index();

    assertThat(found("newest", "xx")).containsExactly(changed);
    assertThat(found("bl\u00e5b\u00e4r", "xx")).containsExactlyInAnyOrderElementsOf(old);
    assertThat(pool.query("SELECT rebuilt FROM dialog_text_cursor").execute().await())
        .allSatisfy(row -> assertThat(row.getUUID(0)).isNull());
  }

  @Test
  void queryThatReducesToNothing_findsNothing() throws Exception {
    UUID id = dialogs.insert(Map.of("search_tags", "[{\"value\":\"the\"}]"));
    changed(id, ChangeKind.CREATED, Set.of());
    index();

    assertThat(found("the", "en")).isEmpty();
    assertThat(found("the -other", "en")).isEmpty();
    assertThat(found("the", "xx")).containsExactly(id);
  }

  @Test
  void change_ofTexts_isFollowed_othersAreNot() throws Exception {
    UUID id = dialogs.insert(Map.of("search_tags", "[{\"value\":\"before\"}]"));
    changed(id, ChangeKind.CREATED, Set.of());
    index();
    dialogs.update(id, "search_tags = '[{\"value\":\"after\"}]'");
    changed(id, ChangeKind.UPDATED, Set.of(ChangedMember.status));
    index();
    assertThat(found("before", "xx")).containsExactly(id);

    changed(id, ChangeKind.UPDATED, Set.of(ChangedMember.searchTags));
    index();

    assertThat(found("before", "xx")).isEmpty();
    assertThat(found("after", "xx")).containsExactly(id);
  }

  @Test
  void purgedDialog_leavesTheIndex() throws Exception {
    UUID id = dialogs.insert(Map.of("search_tags", "[{\"value\":\"word\"}]"));
    changed(id, ChangeKind.CREATED, Set.of());
    index();
    pool.query("DELETE FROM dialog").execute().await();
    changed(id, ChangeKind.PURGED, Set.of());
    index();

    assertThat(pool.query("SELECT 1 FROM dialog_text").execute().await().size()).isZero();
  }

  @Test
  void tooMuchText_isCut_andBlocksNothing() throws Exception {
    StringBuilder words = new StringBuilder("erstordet");
    for (int i = 0; i < 90_000; i++) {
      words.append(" ord").append(Integer.toString(i * 7919, 36));
    }
    String tags =
        "[{\"value\":\"early\"},{\"value\":\""
            + words
            + "\"},{\"value\":\""
            + words.reverse()
            + "\"}]";
    UUID id = dialogs.insert(Map.of("search_tags", tags));
    UUID next = dialogs.insert(Map.of("search_tags", "[{\"value\":\"next\"}]"));
    changed(id, ChangeKind.CREATED, Set.of());
    changed(next, ChangeKind.CREATED, Set.of());
    index();

    assertThat(found("early", "xx")).containsExactly(id);
    assertThat(found("next", "xx")).containsExactly(next);
  }

  /** Joined one by one they take longer than any statement may. */
  @Test
  void aHundredThousandTags_stopNothing() throws Exception {
    UUID id = dialogs.insert(Map.of("search_tags", tags(100_000)));
    UUID next = dialogs.insert(Map.of("search_tags", "[{\"value\":\"next\"}]"));
    changed(id, ChangeKind.CREATED, Set.of());
    changed(next, ChangeKind.CREATED, Set.of());
    long start = System.nanoTime();
    index();
    System.out.printf("100,000 tags indexed in %,d ms%n", (System.nanoTime() - start) / 1_000_000);

    assertThat(found("merke1", "xx")).containsExactly(id);
    assertThat(found("next", "xx")).containsExactly(next);
  }

  /** A row that no version of this service wrote: what follows it is indexed nevertheless. */
  @Test
  void poisonedRow_isSetAside_andCounted() throws Exception {
    UUID before = dialogs.insert(Map.of("search_tags", "[{\"value\":\"before\"}]"));
    UUID poisoned = dialogs.insert(Map.of("search_tags", "[{\"value\":\"poison\"}]"));
    UUID next = dialogs.insert(Map.of("search_tags", "[{\"value\":\"next\"}]"));
    pool.query(
            "ALTER TABLE dialog_text ADD CONSTRAINT poison CHECK (dialog_id <> '" + poisoned + "')")
        .execute()
        .await();
    for (UUID id : List.of(before, poisoned, next)) {
      changed(id, ChangeKind.CREATED, Set.of());
    }
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Texts settings = new Texts(true, Duration.ofMillis(10));
    vertx.deployVerticle(new TextIndexer(settings, v -> database.pool(v, 1), meters)).await();
    while (isBehind()) {
      Thread.onSpinWait();
    }

    assertThat(found("before", "xx")).containsExactly(before);
    assertThat(found("next", "xx")).containsExactly(next);
    assertThat(found("poison", "xx")).isEmpty();
    assertThat(meters.get("dialogporten.texts.set.aside").counter().count()).isEqualTo(1);
  }

  private static String tags(int count) {
    StringBuilder tags = new StringBuilder("[{\"value\":\"merke0\"}");
    for (int i = 1; i < count; i++) {
      tags.append(",{\"value\":\"merke").append(i).append("\"}");
    }
    return tags.append(']').toString();
  }

  @Test
  void twoNodes_oneWorks() throws Exception {
    UUID id = dialogs.insert(Map.of("search_tags", "[{\"value\":\"word\"}]"));
    changed(id, ChangeKind.CREATED, Set.of());

    boolean more =
        pool.withTransaction(
                first ->
                    first
                        .query(TextIndexSql.LOCK)
                        .execute()
                        .compose(
                            locked ->
                                pool.withTransaction(
                                    second -> new TextIndexStep(vertx, second).run())))
            .await();

    assertThat(more).isFalse();
    assertThat(found("word", "xx")).isEmpty();
  }

  /** Reading and making documents takes long, and events wait for numbered transactions. */
  @Test
  void step_hasNoTransactionNumber_beforeItWrites() {
    Boolean unnumbered =
        pool.withTransaction(
                step ->
                    step.query(TextIndexSql.LOCK)
                        .execute()
                        .compose(locked -> step.query(TextIndexSql.CURSOR).execute())
                        .compose(
                            cursor ->
                                step.query("SELECT pg_current_xact_id_if_assigned() IS NULL")
                                    .execute()))
            .map(rows -> rows.iterator().next().getBoolean(0))
            .await();

    assertThat(unnumbered).isTrue();
  }

  @Test
  void moreDialogsThanOneStep_areAllFollowed() throws Exception {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 45; i++) {
      ids.add(dialogs.insert(Map.of("search_tags", "[{\"value\":\"many\"}]")));
      changed(ids.get(i), ChangeKind.CREATED, Set.of());
    }
    changed(ids.get(0), ChangeKind.UPDATED, Set.of(ChangedMember.searchTags));

    int steps = index();

    assertThat(steps).isGreaterThanOrEqualTo(3);
    assertThat(found("many", "xx")).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void moreChangesThanOneStep_areAllFollowed() throws Exception {
    UUID id = dialogs.insert(Map.of("search_tags", "[{\"value\":\"last\"}]"));
    pool.query(
            """
            INSERT INTO dialog_change (at, dialog_id, actor, kind, members, silent, org, service_resource, party)
            SELECT now(), gen_random_uuid(), 'a', 1, 0, false, 'o', 'r', 'p' FROM generate_series(1, 1200)\
            """)
        .execute()
        .await();
    changed(id, ChangeKind.CREATED, Set.of());

    int steps = index();

    assertThat(steps).isGreaterThanOrEqualTo(3);
    assertThat(found("last", "xx")).containsExactly(id);
  }

  /** Until all is followed: a transaction of another test, in whatever database, delays changes. */
  private int index() {
    int steps = 0;
    do {
      steps++;
    } while (pool.withTransaction(c -> new TextIndexStep(vertx, c).run()).await() || isBehind());
    return steps;
  }

  private boolean isBehind() {
    String behind =
        "SELECT 1 FROM dialog_change c, dialog_text_cursor t WHERE (c.txid, c.seq) > (t.txid,"
            + " t.seq) LIMIT 1";
    return pool.query(behind).execute().await().size() > 0;
  }

  private void changed(UUID id, ChangeKind kind, Set<ChangedMember> members) throws Exception {
    Map<String, Object> row = new HashMap<>();
    row.put("at", StoredDialogs.TIME);
    row.put("dialog_id", id);
    row.put("actor", "a");
    row.put("kind", kind.number());
    row.put("members", ChangedMember.mask(members));
    row.put("silent", false);
    row.put("org", dialogs.org);
    row.put("service_resource", "r");
    row.put("party", "p");
    dialogs.insertRow("dialog_change", row);
  }

  private List<UUID> found(String typed, String languageCode) {
    Searches search = Searches.of(dialogs.org);
    search.text = SearchText.of(typed, TextLanguage.of(languageCode));
    DialogSearchSql sql = DialogSearchSql.dialogs(search.build());
    List<UUID> ids = new ArrayList<>();
    pool.preparedQuery(sql.text())
        .execute(sql.parameters())
        .await()
        .forEach(row -> ids.add(DialogSearchSql.hit(row).dialog().id()));
    return ids;
  }
}

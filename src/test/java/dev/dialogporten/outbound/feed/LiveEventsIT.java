package dev.dialogporten.outbound.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.event.EventFilter;
import dev.dialogporten.event.EventPosition;
import dev.dialogporten.event.LiveEvents;
import dev.dialogporten.event.LiveEvents.Stream;
import dev.dialogporten.event.Position;
import dev.dialogporten.event.PublishedEvent;
import dev.dialogporten.outbound.Changes;
import dev.dialogporten.outbound.EventsNode;
import dev.dialogporten.outbound.log.LogPartitions;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import dev.dialogporten.testing.TestDatabase;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LiveEventsIT {
  private static final TestDatabase DATABASE = TestDatabase.shared();
  private static EventsNode node;

  private final String org = Changes.newOrg();
  private final UUID dialog = UUID.randomUUID();

  @BeforeAll
  static void start() {
    node = EventsNode.start(DATABASE, "events.poll", "20ms");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void next_whatIsCommittedFromNowOn() {
    change(dialog);
    Stream stream = open(EventFilter.ALL, null);
    Future<List<PublishedEvent>> next = stream.next();
    UUID fresh = UUID.randomUUID();
    change(fresh);
    node.changed();

    assertThat(until(stream, next, fresh)).last().isEqualTo(fresh);
    stream.close();
  }

  @Test
  void next_onlyOwnEvents() {
    Stream stream = open(EventFilter.ALL, null);
    Future<List<PublishedEvent>> next = stream.next();
    Changes.insert(DATABASE, Changes.updated(Changes.newOrg(), UUID.randomUUID()));
    Changes.insert(DATABASE, Changes.of(org, UUID.randomUUID(), ChangeKind.UPDATED, true));
    change(dialog);

    assertThat(next.await()).extracting(PublishedEvent::dialogId).containsExactly(dialog);
    stream.close();
  }

  @Test
  void next_poisonousRow_isLeftOut_liveAndFromAPosition() {
    Stream stream = open(EventFilter.ALL, null);
    EventPosition before = stream.position();
    Changes.insert(DATABASE, Changes.updated(org, dialog), "[{\"t\":\"nothing\"}]");
    UUID next = UUID.randomUUID();
    change(next);

    assertThat(stream.next().await()).extracting(PublishedEvent::dialogId).containsExactly(next);
    stream.close();
    Stream later = open(EventFilter.ALL, before);
    assertThat(later.next().await()).extracting(PublishedEvent::dialogId).containsExactly(next);
    later.close();
  }

  @Test
  void next_filtered() {
    Set<String> types = Set.of("dialogporten.dialog.del*");
    Stream stream = open(new EventFilter(types, Set.of(), Set.of(), Set.of(dialog)), null);
    Future<List<PublishedEvent>> next = stream.next();
    change(dialog);
    Changes.insert(DATABASE, Changes.of(org, UUID.randomUUID(), ChangeKind.DELETED, false));
    Changes.insert(DATABASE, Changes.of(org, dialog, ChangeKind.DELETED, false));

    List<PublishedEvent> events = next.await();

    assertThat(events)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.dialogId()).isEqualTo(dialog);
              assertThat(event.type()).isEqualTo("dialogporten.dialog.deleted.v1");
            });
    stream.close();
  }

  @Test
  void open_fromAPosition_theRestAndThenLive_withoutGap() throws InterruptedException {
    List<UUID> written = Collections.synchronizedList(new ArrayList<>());
    Stream first = open(EventFilter.ALL, null);
    Future<List<PublishedEvent>> next = first.next();
    written.add(UUID.randomUUID());
    change(written.get(0));
    EventPosition seen = next.await().get(0).position();
    first.close();
    for (int i = 0; i < 20; i++) {
      written.add(UUID.randomUUID());
      change(written.get(written.size() - 1));
    }
    Thread writer =
        new Thread(
            () -> {
              for (int i = 0; i < 100; i++) {
                UUID id = UUID.randomUUID();
                change(id);
                written.add(id);
                node.changed();
              }
            });
    writer.start();

    Stream second = open(EventFilter.ALL, seen);
    List<UUID> read = new ArrayList<>(List.of(written.get(0)));
    while (read.size() < 121) {
      second.next().await().forEach(event -> read.add(event.dialogId()));
    }

    writer.join();
    assertThat(read).isEqualTo(written);
    second.close();
  }

  @Test
  void open_inTheMiddleOfAChange_itsRemainingEvents() {
    Stream first = open(EventFilter.ALL, null);
    Future<List<PublishedEvent>> next = first.next();
    UUID child = UUID.randomUUID();
    Changes.insert(
        DATABASE,
        Changes.updated(org, dialog),
        "[{\"t\":\"%s\",\"s\":\"ServiceOwner\"},{\"a\":\"%s\",\"y\":3}]".formatted(child, child));
    List<PublishedEvent> all = next.await();
    first.close();
    assertThat(all).hasSize(3);

    Stream second = open(EventFilter.ALL, all.get(0).position());

    assertThat(second.next().await()).isEqualTo(all.subList(1, 3));
    second.close();
  }

  @Test
  void position_movesWithOthersEvents() {
    Stream stream = open(EventFilter.ALL, null);
    Stream other = node.events.liveEvents().open(org + "x", EventFilter.ALL, null).await();
    EventPosition before = stream.position();
    Future<List<PublishedEvent>> waiting = stream.next();
    Future<List<PublishedEvent>> next = other.next();
    Changes.insert(DATABASE, Changes.updated(org + "x", UUID.randomUUID()));
    EventPosition event = next.await().get(0).position();

    long deadline = System.nanoTime() + 5_000_000_000L;
    while (stream.position().compareTo(event) < 0 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }

    assertThat(stream.position()).isGreaterThan(before).isGreaterThanOrEqualTo(event);
    assertThat(waiting.isComplete()).isFalse();
    stream.close();
    other.close();
  }

  @Test
  void open_positionNobodyGaveOut_400() {
    assertThatThrownBy(() -> open(EventFilter.ALL, EventPosition.after(new Position(1L << 60, 1))))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().type()).isEqualTo(ProblemType.INVALID_PARAMETER));
  }

  @Test
  void close_failsWhatWaits() {
    Stream stream = open(EventFilter.ALL, null);
    Future<List<PublishedEvent>> next = stream.next();

    stream.close();

    assertThatThrownBy(next::await).isInstanceOf(ProblemException.class);
  }

  /** However many come at once: each asks the database before it is open. */
  @Test
  void open_tooMany_503() {
    EventsNode small = EventsNode.start(DATABASE, "events.streams.max", "2");
    try {
      List<Stream> open = openTwoOfTwenty(small, ProblemType.UNAVAILABLE);

      assertRefused(open(small, Changes.newOrg()), ProblemType.UNAVAILABLE);
      open.forEach(Stream::close);
      assertThat(open(small, org).await()).isNotNull();
    } finally {
      small.close();
    }
  }

  @Test
  void open_tooManyOfOneOrganisation_429_othersAreNotRefused() {
    EventsNode small = EventsNode.start(DATABASE, "events.streams.max-per-org", "2");
    try {
      List<Stream> open = openTwoOfTwenty(small, ProblemType.TOO_MANY_REQUESTS);

      assertThat(open(small, Changes.newOrg()).await()).isNotNull();
      open.forEach(Stream::close);
      assertThat(open(small, org).await()).isNotNull();
    } finally {
      small.close();
    }
  }

  private List<Stream> openTwoOfTwenty(EventsNode small, ProblemType refusal) {
    List<Future<Stream>> opened =
        java.util.stream.Stream.generate(() -> open(small, org)).limit(20).toList();
    Future.join(opened).otherwiseEmpty().await();
    assertThat(opened.stream().filter(Future::failed))
        .hasSize(18)
        .allSatisfy(stream -> assertRefused(stream, refusal));
    return opened.stream().filter(Future::succeeded).map(Future::result).toList();
  }

  private static Future<Stream> open(EventsNode node, String org) {
    EventPosition beginning = EventPosition.after(Position.BEGINNING);
    return node.events.liveEvents().open(org, EventFilter.ALL, beginning);
  }

  private static void assertRefused(Future<Stream> stream, ProblemType type) {
    assertThatThrownBy(stream::await)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().type()).isEqualTo(type));
  }

  /** It was open in time, but has not read far enough when old days are dropped. */
  @Test
  void next_overtakenByRetention_ends_andCannotGoOnThere() {
    TestDatabase database = TestDatabase.fresh();
    EventsNode own = EventsNode.start(database);
    try {
      LiveEvents live = own.events.liveEvents();
      Instant longAgo = Instant.now().minus(40, ChronoUnit.DAYS);
      Changes.insert(database, Changes.at(Changes.updated(org, dialog), longAgo));
      Changes.insert(database, Changes.updated(org, dialog));
      EventPosition beginning = EventPosition.after(Position.BEGINNING);
      Stream stream = live.open(org, EventFilter.ALL, beginning).await();
      new LogPartitions(own.vertx, database.pool(own.vertx, 1), Duration.ofDays(30))
          .maintain(LocalDate.now(ZoneOffset.UTC))
          .await();

      assertThatThrownBy(() -> stream.next().await()).isInstanceOf(ProblemException.class);

      assertThatThrownBy(() -> live.open(org, EventFilter.ALL, stream.position()).await())
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem().type()).isEqualTo(ProblemType.GONE));
    } finally {
      own.close();
    }
  }

  private List<UUID> until(Stream stream, Future<List<PublishedEvent>> next, UUID last) {
    List<UUID> read = new ArrayList<>();
    Future<List<PublishedEvent>> coming = next;
    while (!read.contains(last)) {
      coming.await().forEach(event -> read.add(event.dialogId()));
      coming = read.contains(last) ? coming : stream.next();
    }
    return read;
  }

  private Stream open(EventFilter filter, EventPosition after) {
    return node.events.liveEvents().open(org, filter, after).await();
  }

  private void change(UUID id) {
    Changes.insert(DATABASE, Changes.updated(org, id));
  }
}

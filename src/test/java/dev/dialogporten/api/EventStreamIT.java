package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.EventReader;
import dev.dialogporten.testing.EventReader.Event;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stream of events carries, and from where; EventStreamLifeIT is about its life. */
@ExtendWith(ServiceExtension.class)
class EventStreamIT {
  private static final String EVENTS = "/api/v1/serviceowner/events";
  private static final String PERSON = "urn:altinn:person:identifier-no:08844397713";

  private final TestService service;
  private final ServiceOwner owner;
  private final ApiClient client;
  private EventReader reader;

  EventStreamIT(TestService service, ServiceOwner owner) {
    this.service = service;
    this.owner = owner;
    this.client = service.client(owner);
  }

  @AfterEach
  void close() {
    if (reader != null) {
      reader.close();
    }
  }

  @Test
  void create_wholeEvent() {
    open("");
    JsonObject body = Dialogs.create(owner).put("process", "urn:test:process:1");

    UUID id = client.post(DIALOGS, body).expect(201).id();

    assertThatJson(reader.next().data())
        .isEqualTo(
            """
            {"specversion": "1.0", "id": "${json-unit.regex}^[0-9a-f-]{36}$",
             "type": "dialogporten.dialog.created.v1",
             "time": "${json-unit.regex}^[0-9T:.-]+[+]00:00$",
             "resource": "%s", "resourceinstance": "%s", "subject": "%s",
             "source": "http://127.0.0.1:%d/api/v1/enduser/dialogs/%s",
             "data": {"process": "urn:test:process:1"}}
            """
                .formatted(owner.resource(), id, body.getString("party"), service.port(), id));
  }

  @Test
  void onlyOwnDialogs(ServiceOwner other) {
    open("");

    service.client(other).post(DIALOGS, Dialogs.create(other)).expect(201);
    String own = create();

    assertThat(reader.next().dialogId()).isEqualTo(own);
  }

  @Test
  void onlyOwnDialogs_alsoFromTheLog_alsoForAdmins(ServiceOwner other) {
    String beginning = position();
    service.client(other).post(DIALOGS, Dialogs.create(other)).expect(201);
    String own = create();
    ApiClient admin = client.with(service.tokens().of(owner, dev.dialogporten.dialog.Scope.ADMIN));

    reader = admin.stream(EVENTS + "?since=" + beginning);

    assertThat(reader.next().dialogId()).isEqualTo(own);
  }

  @Test
  void filter_type() {
    open("?type=dialogporten.dialog.deleted.v1&type=dialogporten.dialog.activity.*");
    String dialog = create();
    client.patch(dialogs(dialog), Dialogs.newTitle("Other")).expect(204);
    client.post(dialogs(dialog) + "/activities", Dialogs.activity()).expect(201);
    client.delete(dialogs(dialog)).expect(204);

    assertThat(reader.next(2))
        .extracting(Event::type)
        .containsExactly(
            "dialogporten.dialog.activity.created.v1", "dialogporten.dialog.deleted.v1");
  }

  @Test
  void filter_resourcePartyAndDialog_live_andFromTheLog() {
    String beginning = position();
    String party = Dialogs.party();
    List<EventReader> readers =
        List.of(
            stream(
                "?resource="
                    + owner
                        .otherResource()
                        .toUpperCase()
                        .replace("URN:ALTINN:RESOURCE", "urn:altinn:resource")),
            stream("?party=" + party),
            stream("?party=" + party + "&resource=" + owner.otherResource()));
    create();
    JsonObject otherResource = Dialogs.create(owner.otherResource());
    String ofResource = client.post(DIALOGS, otherResource).id().toString();
    String ofParty =
        client.post(DIALOGS, Dialogs.create(owner).put("party", party)).id().toString();
    String both =
        client
            .post(DIALOGS, Dialogs.create(owner.otherResource()).put("party", party))
            .id()
            .toString();

    assertThat(readers.get(0).next(2))
        .extracting(Event::dialogId)
        .containsExactly(ofResource, both);
    assertThat(readers.get(1).next(2)).extracting(Event::dialogId).containsExactly(ofParty, both);
    assertThat(readers.get(2).next().dialogId()).isEqualTo(both);
    readers.forEach(EventReader::close);
    reader =
        client.stream(
            EVENTS + "?dialogId=" + both + "&dialogId=" + ofParty + "&since=" + beginning);
    assertThat(reader.next(2)).extracting(Event::dialogId).containsExactly(ofParty, both);
  }

  @ParameterizedTest
  @CsvSource({
    "type, type=",
    "type, type=Dialog",
    "type, type=*.v1",
    "type, type=a%20b",
    "resource, resource=super-simple-service",
    "resource, resource=urn:altinn:resource:",
    "resource, resource=urn:altinn:resource:%00",
    "party, party=991825827",
    "party, party=urn:altinn:organization:identifier-no:991825828",
    "dialogId, dialogId=x",
    "since, since=x",
    "since, since=1",
    "since, since=-1.2",
    "since, since=99999999999999.1",
    "since, since=1.2&since=1.3",
  })
  void badParameters(String key, String query) {
    client.get(EVENTS + "?" + query).problem(400, key);
  }

  @Test
  void badParameters_areReportedTogether() {
    JsonObject errors =
        client
            .header("Last-Event-ID", "x")
            .get(EVENTS + "?type=A&resource=a&party=a&dialogId=a")
            .problem(400)
            .getJsonObject("errors");

    assertThat(errors.fieldNames())
        .containsExactlyInAnyOrder("Last-Event-ID", "type", "resource", "party", "dialogId");
  }

  @Test
  void tooManyValues() {
    client.get(EVENTS + "?" + "type=a&".repeat(101)).problem(400, "type");
  }

  @Test
  void withoutTokenOrScope() {
    service.client().get(EVENTS).problem(401);
    client.with(service.tokens().withOnly(owner, "openid")).get(EVENTS).problem(403);
    ApiClient unknown = client.with(service.tokens().of(new ServiceOwner("991825827", null)));
    unknown.get(EVENTS).problem(403, "Forbidden");
  }

  @Test
  void oneRequest_dialogThenTransmissionsThenActivities() {
    JsonObject body =
        Dialogs.create(owner)
            .put("activities", new JsonArray().add(Dialogs.activity()))
            .put(
                "transmissions",
                new JsonArray().add(Dialogs.transmission()).add(Dialogs.transmission()));
    open("");

    String dialog = client.post(DIALOGS, body).expect(201).id().toString();

    List<Event> events = reader.next(4);
    assertThat(events)
        .extracting(Event::type)
        .containsExactly(
            "dialogporten.dialog.created.v1",
            "dialogporten.dialog.transmission.created.v1",
            "dialogporten.dialog.transmission.created.v1",
            "dialogporten.dialog.activity.created.v1");
    assertThat(events).extracting(Event::dialogId).containsOnly(dialog);
    assertThat(events)
        .extracting(e -> e.json().getString("time"))
        .containsOnly(time(events.get(0)));
    assertThat(events).extracting(e -> e.json().getString("source")).doesNotHaveDuplicates();
    assertThat(events).extracting(e -> e.json().getString("id")).doesNotHaveDuplicates();
    assertThat(events).extracting(Event::id).doesNotHaveDuplicates();
  }

  @Test
  void lifeOfADialog_inOrder() {
    open("");
    String dialog = create();
    client.patch(dialogs(dialog), Dialogs.newTitle("Other")).expect(204);
    client.put(dialogs(dialog), Dialogs.replace("Third")).expect(204);
    client.post(dialogs(dialog) + "/transmissions", Dialogs.transmission()).expect(201);
    client.delete(dialogs(dialog)).expect(204);
    client.post(dialogs(dialog) + "/actions/restore").expect(204);
    client.post(dialogs(dialog) + "/actions/purge").expect(204);

    assertThat(reader.next(8))
        .extracting(event -> event.type().replaceAll("dialogporten.dialog.|.v1", ""))
        .containsExactly(
            "created",
            "updated",
            "updated",
            "updated",
            "transmission.created",
            "deleted",
            "restored",
            "deleted");
  }

  @Test
  void silentChangesSendNothing() {
    open("");
    String silent = "?isSilentUpdate=true";
    String dialog =
        client.post(DIALOGS + silent, Dialogs.create(owner)).expect(201).id().toString();
    String path = dialogs(dialog);
    client.patch(path + silent, Dialogs.newTitle("Other")).expect(204);
    client.put(path + silent, Dialogs.replace("Third")).expect(204);
    client.post(path + "/transmissions" + silent, Dialogs.transmission()).expect(201);
    client.post(path + "/activities" + silent, Dialogs.activity()).expect(201);
    client.delete(path + silent).expect(204);
    client.post(path + "/actions/restore" + silent).expect(204);
    client.post(path + "/actions/purge" + silent).expect(204);
    String loud = create();

    assertThat(reader.next().dialogId()).isEqualTo(loud);
  }

  @Test
  void refusedAndEmptyChangesSendNothing() {
    open("");
    String dialog = create();
    assertThat(reader.next().dialogId()).isEqualTo(dialog);
    client
        .ifMatch("\"" + UUID.randomUUID() + "\"")
        .patch(dialogs(dialog), Dialogs.newTitle("X"))
        .expect(412);
    client.patch(dialogs(dialog), Dialogs.newTitle("Title")).expect(204);
    client.patch(dialogs(dialog), "[{\"op\":\"remove\",\"path\":\"/content\"}]").expect(400);
    String last = create();

    assertThat(reader.next().dialogId()).isEqualTo(last);
  }

  @Test
  void seen_updatedAndSeenOnce() {
    open("");
    String dialog = create();
    assertThat(reader.next().dialogId()).isEqualTo(dialog);

    client.get(dialogs(dialog) + "?endUserId=" + PERSON).expect(200);
    client.get(dialogs(dialog) + "?endUserId=" + PERSON).expect(200);
    String last = create();

    List<Event> events = reader.until(event -> event.dialogId().equals(last));
    assertThat(events)
        .extracting(Event::type)
        .containsExactly(
            "dialogporten.dialog.updated.v1",
            "dialogporten.dialog.seen.v1",
            "dialogporten.dialog.created.v1");
    JsonArray log = client.get(dialogs(dialog) + "/seenlog").expect(200).array();
    assertThat(events.get(1).json().getString("id"))
        .isEqualTo(log.getJsonObject(0).getString("id"));
    assertThat(events.get(1).data()).doesNotContain(PERSON.substring(PERSON.lastIndexOf(':') + 1));
  }

  /** Also from the middle of a change, by header and by parameter. */
  @Test
  void resume_fromEveryPosition() {
    String beginning = position();
    JsonObject body =
        Dialogs.create(owner)
            .put("activities", new JsonArray().add(Dialogs.activity()))
            .put("transmissions", new JsonArray().add(Dialogs.transmission()));
    String dialog = client.post(DIALOGS, body).expect(201).id().toString();
    client.patch(dialogs(dialog), Dialogs.newTitle("Other")).expect(204);
    client.patch(dialogs(dialog) + "?isSilentUpdate=true", Dialogs.newTitle("Quiet")).expect(204);
    client.post(dialogs(dialog) + "/activities", Dialogs.activity()).expect(201);
    reader = client.stream(EVENTS + "?since=" + beginning);
    List<Event> all = reader.next(6);

    for (int i = 0; i < all.size() - 1; i++) {
      String at = all.get(i).id();
      try (EventReader byHeader = client.header("Last-Event-ID", at).stream(EVENTS);
          EventReader byParameter = client.stream(EVENTS + "?since=" + at)) {
        List<Event> expected = all.subList(i + 1, all.size());
        assertThat(byHeader.next(expected.size())).isEqualTo(expected);
        assertThat(byParameter.next(expected.size())).isEqualTo(expected);
      }
    }
    String later = create();
    assertThat(reader.next().dialogId()).isEqualTo(later);
  }

  @Test
  void resume_theHeaderWinsOverTheParameter() {
    String beginning = position();
    create();
    create();
    reader = client.stream(EVENTS + "?since=" + beginning);
    List<Event> both = reader.next(2);

    String first = both.get(0).id();
    try (EventReader again =
            client.header("Last-Event-ID", first).stream(EVENTS + "?since=" + beginning);
        EventReader empty =
            client.header("Last-Event-ID", "").stream(EVENTS + "?since=" + beginning)) {
      assertThat(again.next()).isEqualTo(both.get(1));
      assertThat(empty.next(2)).isEqualTo(both);
    }
  }

  /** What was seen in the change feed is a position of the stream as well, and the other way. */
  @Test
  void positions_areThoseOfTheChangeFeed() {
    String beginning = position();
    create();
    String second = create();
    reader = client.stream(EVENTS + "?since=" + beginning);
    List<Event> events = reader.next(2);
    ApiResponse page = client.get("/api/v1/serviceowner/changes?since=" + events.get(0).id());
    assertThat(
            page.expect(200).json().getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("dialogId")))
        .contains(second);

    String next = page.json().getString("next");
    try (EventReader again = client.stream(EVENTS + "?since=" + next)) {
      String third = create();
      assertThat(again.next().dialogId()).isEqualTo(third);
    }
  }

  private String create() {
    return client.post(DIALOGS, Dialogs.create(owner)).expect(201).id().toString();
  }

  private static String dialogs(String id) {
    return DIALOGS + "/" + id;
  }

  /** A position before everything the test is going to do. */
  private String position() {
    try (EventReader now = stream("")) {
      return now.lastId();
    }
  }

  private void open(String query) {
    reader = stream(query);
  }

  /** Opened, and told so: what is committed from now on is in it. */
  private EventReader stream(String query) {
    EventReader opened = client.stream(EVENTS + query.replace("+", "%2B"));
    assertThat(opened.comment()).isEqualTo("connected");
    return opened;
  }

  private static String time(Event event) {
    return event.json().getString("time");
  }
}

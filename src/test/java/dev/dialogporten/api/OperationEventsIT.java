package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.ActivityType;
import dev.dialogporten.dialog.Scope;
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
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which events an operation is worth, and which it is not. */
@ExtendWith(ServiceExtension.class)
class OperationEventsIT {
  private static final String EVENTS = "/api/v1/serviceowner/events";
  private static final String PERSON = "urn:altinn:person:identifier-no:08844397713";
  private static final String AS_PERSON = "?endUserId=" + PERSON;
  private static final String SILENT = "?isSilentUpdate=true";
  private static final String FENCE = "urn:test:fence";

  private final TestService service;
  private final ServiceOwner owner;
  private final ApiClient client;
  private EventReader reader;

  OperationEventsIT(TestService service, ServiceOwner owner) {
    this.service = service;
    this.owner = owner;
    String token =
        service.tokens().of(owner, Scope.ADMIN, Scope.CHANGE_TRANSMISSIONS, Scope.CORRESPONDENCE);
    this.client = service.client().with(token);
  }

  @BeforeEach
  void open() {
    reader = client.stream(EVENTS);
    assertThat(reader.comment()).isEqualTo("connected");
  }

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void create_everyActivityType() {
    String transmission = newId();
    JsonArray activities = new JsonArray();
    for (ActivityType type : ActivityType.values()) {
      JsonObject activity = Dialogs.activity().put("type", type.name());
      if (type == ActivityType.TransmissionOpened) {
        activity.put("transmissionId", transmission);
      }
      if (type == ActivityType.Information) {
        activity.put("description", texts("Something"));
      }
      activities.add(activity);
    }
    JsonArray transmissions = new JsonArray().add(Dialogs.transmission().put("id", transmission));

    create(Dialogs.create(owner).put("activities", activities).put("transmissions", transmissions));

    List<String> types = types();
    assertThat(types.subList(0, 2)).containsExactly("created", "transmission.created");
    assertThat(types.subList(2, types.size()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ActivityType.values()).map(t -> "activity." + t.eventName()).toList());
  }

  @Test
  void updates_oneEventEach_whateverChanges() {
    String path = create(Dialogs.create(owner));
    client.patch(path, one("add", "/extendedStatus", "urn:test:done")).expect(204);
    client.patch(path, one("add", "/attachments", new JsonArray().add(attachment()))).expect(204);
    client.patch(path, one("add", "/attachments", new JsonArray().add(attachment()))).expect(204);

    assertThat(types()).containsExactly("created", "updated", "updated", "updated");
  }

  /** Without its id an attachment is another one each time. */
  @Test
  void put_theSameAgain() {
    String path = create(Dialogs.create(owner));
    JsonObject named = attachment().put("id", newId());
    named.getJsonArray("urls").getJsonObject(0).put("id", newId());
    JsonObject body = Dialogs.replace("New").put("attachments", new JsonArray().add(named));
    ApiResponse first = client.put(path, body).expect(204);
    assertThat(client.put(path, body).expect(204).etag()).isEqualTo(first.etag());
    assertThat(types()).containsExactly("created", "updated");

    JsonObject nameless =
        Dialogs.replace("New").put("attachments", new JsonArray().add(attachment()));
    client.put(path, nameless).expect(204);
    client.put(path, nameless).expect(204);
    assertThat(types()).containsExactly("updated", "updated");
  }

  @Test
  void append_threeTransmissions_byPatchAndByPut() {
    String path = create(Dialogs.create(owner));
    JsonArray operations = new JsonArray();
    Stream.generate(Dialogs::transmission)
        .limit(3)
        .forEach(t -> operations.add(Dialogs.operation("add", "/transmissions/-", t)));
    client.patch(path, operations).expect(204);
    JsonArray three = new JsonArray();
    Stream.generate(Dialogs::transmission).limit(3).forEach(three::add);
    client.put(path, Dialogs.replace("New").put("transmissions", three)).expect(204);

    List<Event> events = events();

    List<String> each = new ArrayList<>(List.of("updated"));
    each.addAll(Collections.nCopies(3, "transmission.created"));
    assertThat(events.subList(1, 5)).extracting(OperationEventsIT::type).isEqualTo(each);
    assertThat(events.subList(5, 9)).extracting(OperationEventsIT::type).isEqualTo(each);
    JsonArray stored = client.get(path + "/transmissions").expect(200).array();
    assertThat(events.stream().filter(e -> type(e).startsWith("transmission")))
        .extracting(e -> e.json().getString("source"))
        .containsExactlyInAnyOrderElementsOf(
            stored.stream()
                .map(t -> source(path) + "/transmissions/" + ((JsonObject) t).getString("id"))
                .toList());
  }

  @Test
  void wholeEvents_ofChildren_withoutProcess() {
    String path = create(Dialogs.create(owner));
    JsonObject dialog = client.get(path).json();
    String sent = client.post(path + "/transmissions", Dialogs.transmission()).id().toString();
    JsonObject activity =
        Dialogs.activity().put("extendedType", "https://example.com/bl%C3%A5b%C3%A6r%2F1");
    String done = client.post(path + "/activities", activity).expect(201).id().toString();

    List<Event> events = events();

    assertThat(events.get(0).json().containsKey("data")).isFalse();
    assertWhole(
        events.get(2),
        dialog,
        "transmission.created",
        "/transmissions/" + sent,
        "{\"senderType\": \"ServiceOwner\"}");
    assertWhole(
        events.get(4),
        dialog,
        "activity.created",
        "/activities/" + done,
        "{\"activityId\": \"%s\", \"extendedActivityType\": \"https://example.com/blåbær%%2F1\"}"
            .formatted(done));
  }

  @Test
  void process_isThatOfTheMoment() {
    String path = create(Dialogs.create(owner).put("process", "urn:test:a"));
    client.patch(path, one("replace", "/process", "urn:test:b")).expect(204);
    client.patch(path, one("add", "/precedingProcess", "urn:test:a")).expect(204);
    client.patch(path, one("remove", "/process", null)).problem(400);

    assertThat(events())
        .extracting(e -> e.json().getJsonObject("data").encode())
        .containsExactly(
            "{\"process\":\"urn:test:a\"}",
            "{\"process\":\"urn:test:b\"}",
            "{\"process\":\"urn:test:b\",\"precedingProcess\":\"urn:test:a\"}");
  }

  @Test
  void deleteRestorePurge() {
    String purged = create(Dialogs.create(owner));
    client.post(purged + "/actions/restore").expect(204);
    client.delete(purged).expect(204);
    client.post(purged + "/actions/purge").expect(204);
    String alive = create(Dialogs.create(owner));
    client.post(alive + "/actions/purge").expect(204);

    assertThat(types()).containsExactly("created", "deleted", "created", "deleted");
  }

  @Test
  void freeze_twice_oneUpdated() {
    String path = create(Dialogs.create(owner));
    client.post(path + "/actions/freeze").expect(204);
    client.post(path + "/actions/freeze").expect(204);

    assertThat(types()).containsExactly("created", "updated");
  }

  @Test
  void alwaysSilent_changedTransmission_correctedTime() {
    JsonObject saved = Dialogs.activity().put("type", "FormSaved");
    String path = create(Dialogs.create(owner));
    String sent = client.post(path + "/transmissions" + SILENT, Dialogs.transmission()).id() + "";
    String activity = client.post(path + "/activities" + SILENT, saved).expect(201).id() + "";
    JsonObject other = Dialogs.transmission().put("content", Dialogs.content("Changed", "Summary"));
    client.put(path + "/transmissions/" + sent + SILENT, other).expect(204);
    client
        .post(
            path + "/activities/" + activity + "/actions/updateFormSavedActivityTime",
            "\"2025-03-01T12:00:00Z\"")
        .expect(204);

    assertThat(types()).containsExactly("created");
    assertThat(changes(path)).as("in the change log all the same").hasSize(5);
  }

  @Test
  void labels_nothing_sameRevision() {
    String path = create(Dialogs.create(owner));
    String etag = client.get(path).expect(200).etag();
    String labels = path + "/context/labels";
    client.post(labels, new JsonObject().put("value", "urgent")).expect(204);
    client.delete(labels + "/urgent").expect(204);
    client.put(path + "/endusercontext/systemlabels" + AS_PERSON, add("Archive")).expect(204);
    JsonObject several =
        add("Bin")
            .put(
                "dialogs",
                new JsonArray().add(new JsonObject().put("dialogId", path.replaceAll(".*/", ""))));
    client
        .post(DIALOGS + "/endusercontext/systemlabels/actions/bulkset" + AS_PERSON, several)
        .expect(204);

    assertThat(types()).containsExactly("created");
    assertThat(client.get(path).expect(200).etag()).isEqualTo(etag);
  }

  /** Marked as unopened it is opened again, but a person has seen the same only once. */
  @Test
  void seen_again_afterMarkingAsUnopened() {
    String path = create(Dialogs.create(owner));
    String labels = path + "/endusercontext/systemlabels" + AS_PERSON;
    client.get(path + AS_PERSON).expect(200);
    client.get(path + AS_PERSON).expect(200);
    assertThat(types()).containsExactly("created", "updated", "seen");
    int entries = seenLog(path);

    for (int i = 0; i < 3; i++) {
      client.put(labels, add("MarkedAsUnopened")).expect(204);
      client.get(path + AS_PERSON).expect(200);
      List<String> types = types();
      int more = seenLog(path) - entries;
      entries += more;
      assertThat(types).isEqualTo(more == 0 ? List.of("updated") : List.of("updated", "seen"));
    }
    assertThat(entries).isLessThanOrEqualTo(2);
  }

  @Test
  void seen_inParallel_oneSeen() throws Exception {
    String path = create(Dialogs.create(owner));
    List<Thread> readers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      readers.add(new Thread(() -> client.get(path + AS_PERSON).expect(200)));
    }
    readers.forEach(Thread::start);
    for (Thread thread : readers) {
      thread.join();
    }

    List<String> types = types();

    assertThat(Collections.frequency(types, "seen")).isEqualTo(1);
    assertThat(Collections.frequency(types, "updated")).isBetween(1, 2);
    assertThat(seenLog(path)).isEqualTo(1);
  }

  /** The event says when it was made, the dialog when it can be seen. */
  @Test
  void visibleLater_createdAtOnce() {
    Instant later = Instant.now().plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    String path = create(Dialogs.create(owner).put("visibleFrom", later.toString()));

    Event event = events().get(0);

    OffsetDateTime time = OffsetDateTime.parse(event.json().getString("time"));
    assertThat(Duration.between(time.toInstant(), Instant.now()).abs())
        .isLessThan(Duration.ofMinutes(2));
    String created = client.get(path).expect(200).json().getString("createdAt");
    assertThat(OffsetDateTime.parse(created).toInstant()).isEqualTo(later);
  }

  @Test
  void refusedByTheDatabase_nothing() {
    JsonObject body = Dialogs.create(owner).put("id", newId());
    String path = create(body);
    client.post(DIALOGS, body).problem(422);
    String activity = newId();
    client.post(path + "/activities" + SILENT, Dialogs.activity().put("id", activity)).expect(201);
    client.post(path + "/activities", Dialogs.activity().put("id", activity)).problem(422);

    assertThat(types()).containsExactly("created");
    assertThat(changes(path)).hasSize(2);
  }

  @Test
  void source_beginsAsConfigured() {
    String base = "https://platform.example.com/dialogporten";
    try (TestService other = TestService.start(Map.of("events.base-uri", base + "/"));
        EventReader there = other.client(owner).stream(EVENTS)) {
      assertThat(there.comment()).isEqualTo("connected");

      String path = DIALOGS + "/" + other.client(owner).post(DIALOGS, Dialogs.create(owner)).id();

      assertThat(there.next().json().getString("source"))
          .isEqualTo(base + path.replace("serviceowner", "enduser"));
    }
  }

  private void assertWhole(Event event, JsonObject dialog, String type, String place, String data) {
    String path = DIALOGS + "/" + dialog.getString("id");
    assertThatJson(event.data())
        .isEqualTo(
            """
            {"specversion": "1.0", "id": "${json-unit.regex}^[0-9a-f-]{36}$",
             "type": "dialogporten.dialog.%s.v1",
             "time": "${json-unit.regex}^[0-9T:.-]+[+]00:00$",
             "resource": "%s", "resourceinstance": "%s", "subject": "%s",
             "source": "%s", "data": %s}
            """
                .formatted(
                    type,
                    owner.resource(),
                    dialog.getString("id"),
                    dialog.getString("party"),
                    source(path) + place,
                    data));
  }

  private String source(String path) {
    return "http://127.0.0.1:" + service.port() + path.replace("serviceowner", "enduser");
  }

  /** What has come of everything until now; a dialog of another process marks the end of it. */
  private List<Event> events() {
    client.post(DIALOGS, Dialogs.create(owner).put("process", FENCE)).expect(201);
    List<Event> all = reader.until(event -> event.data().contains(FENCE));
    return all.subList(0, all.size() - 1);
  }

  private List<String> types() {
    return events().stream().map(OperationEventsIT::type).toList();
  }

  private static String type(Event event) {
    return event.type().replaceAll("^dialogporten\\.dialog\\.|\\.v1$", "");
  }

  /** Path of the dialog. */
  private String create(JsonObject body) {
    return DIALOGS + "/" + client.post(DIALOGS, body).expect(201).id();
  }

  private JsonArray changes(String path) {
    String all = path + "/changes?includeSilent=true";
    return client.get(all).expect(200).json().getJsonArray("items");
  }

  private int seenLog(String path) {
    return client.get(path + "/seenlog").expect(200).array().size();
  }

  private static String newId() {
    return com.github.f4b6a3.uuid.UuidCreator.getTimeOrderedEpoch().toString();
  }

  private static JsonArray one(String operation, String path, Object value) {
    return new JsonArray().add(Dialogs.operation(operation, path, value));
  }

  private static JsonObject add(String label) {
    return new JsonObject().put("addLabels", new JsonArray().add(label));
  }

  private static JsonArray texts(String value) {
    return new JsonArray().add(new JsonObject().put("languageCode", "nb").put("value", value));
  }

  private static JsonObject attachment() {
    JsonObject url =
        new JsonObject().put("url", "https://example.com/a").put("consumerType", "Gui");
    return new JsonObject()
        .put("displayName", texts("Attachment"))
        .put("urls", new JsonArray().add(url));
  }
}

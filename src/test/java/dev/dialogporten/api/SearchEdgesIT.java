package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.Edit;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Edges of searches, look-up and notification condition. */
@ExtendWith(ServiceExtension.class)
class SearchEdgesIT {
  private final ServiceOwner owner;
  private final ApiClient client;

  SearchEdgesIT(TestService service, ServiceOwner owner) {
    this.owner = owner;
    this.client = service.client(owner);
  }

  private String create(String edits) {
    return client.created(Edit.of(Dialogs.create(owner), edits)).getString("id");
  }

  private JsonObject find(String query) {
    return client.get(DIALOGS + "?" + query).expect(200).json();
  }

  private static List<String> ids(JsonObject page) {
    return page.getJsonArray("items").stream()
        .map(item -> ((JsonObject) item).getString("id"))
        .toList();
  }

  /** Pages of one, which cross every border between null and not null. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "dueAt_asc",
        "dueAt_desc",
        "dueAt_asc,id_asc",
        "createdAt_asc,dueAt_asc",
        "createdAt_desc,dueAt_desc",
        "dueAt_asc,createdAt_desc"
      })
  void pages_acrossTimesThatAreNone(String order) {
    List<String> created = new ArrayList<>();
    String sameTime = "/createdAt = \"2025-01-01T00:00:00Z\"";
    for (String due :
        new String[] {
          "none",
          "\"2091-01-01T00:00:00Z\"",
          "none",
          "\"2091-01-02T00:00:00Z\"",
          "\"2091-01-01T00:00:00Z\""
        }) {
      created.add(create(sameTime + "; /dueAt = " + due));
    }
    List<String> whole = ids(find("orderBy=" + order));
    List<String> walked = new ArrayList<>();
    String token = "";
    JsonObject page;
    do {
      page = find("limit=1&orderBy=" + order + token);
      walked.addAll(ids(page));
      token = "&continuationToken=" + page.getString("continuationToken");
    } while (page.getBoolean("hasNextPage"));
    assertThat(walked).isEqualTo(whole).containsExactlyInAnyOrderElementsOf(created);
    boolean nullsLast = order.contains("dueAt_asc");
    String firstOrLast = nullsLast ? whole.get(4) : whole.get(0);
    assertThat(firstOrLast).isIn(created.get(0), created.get(2));
  }

  @Test
  void externalReferenceAndExtendedStatus_areExact() {
    String id = create("/externalReference = \"Ref 1\"; /extendedStatus = \"Waiting\"");
    assertThat(ids(find("externalReference=Ref%201"))).containsExactly(id);
    assertThat(ids(find("externalReference=ref%201"))).isEmpty();
    assertThat(ids(find("extendedStatus=x&extendedStatus=Waiting"))).containsExactly(id);
    assertThat(ids(find("extendedStatus=waiting"))).isEmpty();
  }

  @Test
  void labels_combineWithAnd_prefixesWithoutWildcardsOfSql() {
    String labels =
        "/serviceOwnerContext/serviceOwnerLabels = [{\"value\":\"%s\"},{\"value\":\"%s\"}]";
    String both = create(labels.formatted("Case-17", "urgent"));
    String other = create(labels.formatted("case-18", "a_b"));
    assertThat(ids(find("serviceOwnerLabels=CASE-*"))).containsExactlyInAnyOrder(both, other);
    assertThat(ids(find("serviceOwnerLabels=case-*&serviceOwnerLabels=Urgent")))
        .containsExactly(both);
    assertThat(ids(find("serviceOwnerLabels=case-17&serviceOwnerLabels=a_b"))).isEmpty();
    assertThat(ids(find("serviceOwnerLabels=case"))).isEmpty();
    assertThat(ids(find("serviceOwnerLabels=c%25*"))).isEmpty();
    assertThat(ids(find("serviceOwnerLabels=a_b*"))).containsExactly(other);
    assertThat(ids(find("serviceOwnerLabels=u_g*"))).isEmpty();
  }

  @Test
  void severalOccurrences_areNotSplit() {
    String a = client.created(Dialogs.create(owner)).getString("party");
    String b = client.created(Dialogs.create(owner)).getString("party");
    assertThat(ids(find("party=" + a + "," + b))).hasSize(2);
    client.get(DIALOGS + "?party=" + a + "&party=" + b + "," + a).problem(400, "party[1]");
    assertThat(ids(find("party=%5B%22" + a + "%22,%22" + b + "%22%5D"))).hasSize(2);
  }

  @Test
  void guiAttachmentCount_ofUrlsForApisOnly_isNone() {
    String url = "{\"url\":\"https://e.no/\",\"consumerType\":\"%s\"}";
    create("/attachments = [{\"urls\":[" + url.formatted("Api") + "]}]");
    assertThat(item().getInteger("guiAttachmentCount")).isZero();
    create(
        "/attachments = [{\"urls\":[" + url.formatted("Api") + "," + url.formatted("Gui") + "]}]");
    assertThat(item().getInteger("guiAttachmentCount")).isEqualTo(1);
  }

  private JsonObject item() {
    return find("").getJsonArray("items").getJsonObject(0);
  }

  @Test
  void latestActivity_isTheNewestByTimeThenId() {
    String activity =
        "{\"id\":\"%s\",\"type\":\"FormSaved\",\"createdAt\":\"%s\","
            + "\"performedBy\":{\"actorType\":\"ServiceOwner\"}}";
    String early = FullDialog.id();
    String late = FullDialog.id();
    String time = "2025-01-02T00:00:00Z";
    create(
        "/activities = ["
            + activity.formatted(late, time)
            + ","
            + activity.formatted(early, time)
            + ","
            + activity.formatted(FullDialog.id(), "2025-01-01T00:00:00Z")
            + "]");
    assertThat(item().getJsonObject("latestActivity").getString("id")).isEqualTo(late);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          activityType=FormSaved                                  | conditionType
          conditionType=Exists                                    | activityType
          conditionType=Sometimes&activityType=FormSaved          | conditionType
          conditionType=Exists&activityType=Nonsense              | activityType
          conditionType=Exists&activityType=TransmissionOpened    | transmissionId
          conditionType=Exists&activityType=TransmissionOpened&transmissionId=17 | transmissionId
          conditionType=Exists&activityType=TransmissionOpened&transmissionId=00000000-0000-0000-0000-000000000000 | transmissionId
          conditionType=Exists&activityType=FormSaved&transmissionId=0194d0aa-5b1c-7c3e-9f21-0242ac120002 | transmissionId
          conditionType=2&activityType=15                         | -
          CONDITIONTYPE=exists&activityTYPE=formsaved             | -
          """)
  void notificationCondition(String query, String key) {
    String path = DIALOGS + "/" + create("/progress = 1") + "/actions/should-send-notification?";
    if (key == null) {
      assertThat(client.get(path + query).expect(200).json().getBoolean("sendNotification"))
          .isFalse();
    } else {
      client.get(path + query).problem(400, key);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "urn:altinn:instance-id:-5/0194d0aa-5b1c-7c3e-9f21-0242ac120002 | 400",
        "urn:altinn:instance-id:x/0194d0aa-5b1c-7c3e-9f21-0242ac120002  | 400",
        "urn:altinn:instance-id:5/17                                    | 400",
        "urn:altinn:dialog-id:17                                        | 400",
        "urn:altinn:other-id:0194d0aa-5b1c-7c3e-9f21-0242ac120002       | 400",
        "URN:ALTINN:DIALOG-ID:0194D0AA-5B1C-7C3E-9F21-0242AC120002      | 404",
      })
  void reference(String reference, int status) {
    client
        .get("/api/v1/serviceowner/dialoglookup?instanceRef=" + reference)
        .problem(status, "InstanceRef");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          da, en;q=0.5   | en
          da             | nb
          sv             | nb
          fi             | en
          nn;q=0.1, en;q=0.9, nb;q=0.5 | en
          """)
  void acceptLanguage(String header, String language) {
    String texts =
        "[{\"value\":\"A\",\"languageCode\":\"nb\"},{\"value\":\"B\",\"languageCode\":\"en\"},{\"value\":\"C\",\"languageCode\":\"fr\"}]";
    String id = create("/content/title/value = " + texts);
    JsonArray title =
        client
            .header("Accept-Language", header)
            .get("/api/v1/serviceowner/dialoglookup?instanceRef=urn:altinn:dialog-id:" + id)
            .expect(200)
            .json()
            .getJsonArray("title");
    assertThat(title).hasSize(1);
    assertThat(title.getJsonObject(0).getString("languageCode")).isEqualTo(language);
  }
}

package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(ServiceExtension.class)
class SystemLabelsIT {
  private static final String PERSON = "08844397713";
  private static final String AS_PERSON = "?enduserId=" + PERSON;
  private static final String BULK = DIALOGS + "/endusercontext/systemlabels/actions/bulkset";

  private final DialogFixture fixture;
  private final ApiClient client;
  private final ApiClient admin;
  private final JsonObject dialog;
  private final String path;
  private final String labels;

  SystemLabelsIT(DialogFixture fixture) {
    this.fixture = fixture;
    this.client = fixture.client();
    this.admin = fixture.admin();
    this.dialog = fixture.dialog();
    this.path = fixture.path();
    this.labels = path + "/endusercontext/systemlabels";
  }

  private static JsonObject change(String add, String remove) {
    return new JsonObject().put("addLabels", list(add)).put("removeLabels", list(remove));
  }

  private static JsonArray list(String labels) {
    return labels.isBlank() ? new JsonArray() : new JsonArray(List.of(labels.split(" ")));
  }

  private JsonObject context(String dialogPath) {
    return client.get(dialogPath).expect(200).json().getJsonObject("endUserContext");
  }

  @ParameterizedTest
  @CsvSource({
    "Bin, '', Bin",
    "Bin Archive, '', Archive",
    "MarkedAsUnopened, '', Default MarkedAsUnopened",
    "Bin MarkedAsUnopened, Bin, Bin MarkedAsUnopened",
    "Bin, MarkedAsUnopened, Bin",
    "'', '', Default"
  })
  void algebra(String add, String remove, String result) {
    ApiResponse response = client.put(labels + AS_PERSON, change(add, remove)).expect(204);
    JsonObject context = context(path);
    assertThat(context.getJsonArray("systemLabels"))
        .containsExactlyInAnyOrderElementsOf(list(result));
    assertThat(response.etag()).isEqualTo("\"" + context.getString("revision") + "\"");
    JsonObject before = dialog.getJsonObject("endUserContext");
    assertThat(context.getString("revision").equals(before.getString("revision")))
        .isEqualTo(result.equals("Default"));
    JsonObject after = client.get(path).json();
    assertThat(after.getString("revision")).isEqualTo(dialog.getString("revision"));
    assertThat(after.getString("updatedAt")).isEqualTo(dialog.getString("updatedAt"));
  }

  @Test
  void removingBin_bringsDefaultBack() {
    client.put(labels + AS_PERSON, change("Bin", "")).expect(204);
    client.put(labels + AS_PERSON, change("", "Bin")).expect(204);
    assertThat(context(path).getJsonArray("systemLabels")).containsExactly("Default");
  }

  @Test
  void revisionIsTheContexts() {
    String revision = dialog.getJsonObject("endUserContext").getString("revision");
    client
        .ifMatch(dialog.getString("revision"))
        .put(labels + AS_PERSON, change("Bin", ""))
        .problem(412);
    String next =
        client.ifMatch(revision).put(labels + AS_PERSON, change("Bin", "")).expect(204).etag();
    client.ifMatch(revision).put(labels + AS_PERSON, change("Archive", "")).problem(412);
    client.ifMatch(next).put(labels + AS_PERSON, change("Archive", "")).expect(204);
  }

  @Test
  void whoActs() {
    JsonObject actor = new JsonObject().put("actorType", "ServiceOwner");
    client.put(labels, change("Bin", "")).problem(400, "endUserId");
    client
        .put(labels + AS_PERSON, change("Bin", "").put("performedBy", actor))
        .problem(400, "endUserId");
    client.put(labels, change("Bin", "").put("performedBy", actor)).problem(403, "Forbidden");
    admin.put(labels, change("Bin", "").put("performedBy", actor)).expect(204);
    client.put(labels + "?enduserId=17", change("Bin", "")).problem(400, "EndUserId");
  }

  @Test
  void sentIsNobodysToChange() {
    client.put(labels + AS_PERSON, change("Bin Sent", "")).problem(400, "addLabels[1]");
    client.put(labels + AS_PERSON, change("", "Sent")).problem(400, "removeLabels[0]");
    client.put(labels + AS_PERSON, change("Nonsense", "")).problem(400);
  }

  @Test
  void deletedOrForeign_404() {
    fixture.stranger().put(labels + AS_PERSON, change("Bin", "")).problem(404, "DialogEntity");
    client.delete(path).expect(204);
    client.put(labels + AS_PERSON, change("Bin", "")).problem(404, "DialogEntity");
  }

  @Test
  void bulk_allOrNone() {
    JsonObject other = client.created(Dialogs.create(fixture.owner()));
    String foreign = foreignId();
    assertThat(
            client
                .post(BULK + AS_PERSON, bulk(change("Bin", ""), dialog.getString("id"), foreign))
                .problem(404, "DialogEntity"))
        .contains(foreign)
        .doesNotContain(dialog.getString("id"));
    assertThat(context(path).getJsonArray("systemLabels")).containsExactly("Default");
    JsonObject stale = bulk(change("Bin", ""), dialog.getString("id"), other.getString("id"));
    stale
        .getJsonArray("dialogs")
        .getJsonObject(1)
        .put("endUserContextRevision", dialog.getString("revision"));
    client.post(BULK + AS_PERSON, stale).problem(412);
    assertThat(context(path).getJsonArray("systemLabels")).containsExactly("Default");
    JsonObject both = bulk(change("Bin", ""), dialog.getString("id"), other.getString("id"));
    both.getJsonArray("dialogs")
        .getJsonObject(1)
        .put("endUserContextRevision", other.getJsonObject("endUserContext").getString("revision"));
    assertThat(client.post(BULK + AS_PERSON, both).expect(204).etag()).isNull();
    assertThat(context(path).getJsonArray("systemLabels")).containsExactly("Bin");
    assertThat(context(DIALOGS + "/" + other.getString("id")).getJsonArray("systemLabels"))
        .containsExactly("Bin");
  }

  @Test
  void bulk_whoActs() {
    JsonObject named =
        bulk(change("Bin", ""), dialog.getString("id"))
            .put("performedBy", new JsonObject().put("actorType", "ServiceOwner"));
    client.post(BULK, named).problem(403, "Forbidden");
    client.post(BULK + AS_PERSON, named).problem(400, "endUserId");
    assertThat(context(path).getJsonArray("systemLabels")).containsExactly("Default");
    admin.post(BULK, named).expect(204);
    assertThat(context(path).getJsonArray("systemLabels")).containsExactly("Bin");
    named.remove("performedBy");
    client.post(BULK, named).problem(400, "endUserId");
  }

  private String foreignId() {
    ServiceOwner other = ServiceOwner.fresh();
    return fixture.service().client(other).created(Dialogs.create(other)).getString("id");
  }

  @Test
  void bulk_howMany() {
    String id = dialog.getString("id");
    client.post(BULK + AS_PERSON, bulk(change("Bin", ""))).problem(400, "dto.dialogs");
    assertThat(
            client
                .post(BULK + AS_PERSON, bulk(change("Bin", ""), id, id))
                .problem(400, "dto.dialogs"))
        .containsIgnoringCase("duplicate");
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 201; i++) {
      many.add(FullDialog.id());
    }
    client
        .post(BULK + AS_PERSON, bulk(change("Bin", ""), many.toArray(String[]::new)))
        .problem(400, "dto.dialogs");
    String[] allowed = many.subList(0, 200).toArray(String[]::new);
    assertThat(
            client
                .post(BULK + AS_PERSON, bulk(change("Bin", ""), allowed))
                .problem(404, "DialogEntity"))
        .contains(allowed[0], allowed[199]);
  }

  private static JsonObject bulk(JsonObject change, String... ids) {
    JsonArray dialogs = new JsonArray();
    for (String id : ids) {
      dialogs.add(new JsonObject().put("dialogId", id));
    }
    return change.put("dialogs", dialogs);
  }
}

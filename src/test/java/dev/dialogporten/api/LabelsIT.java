package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ServiceExtension.class)
class LabelsIT {
  private final DialogFixture fixture;
  private final ApiClient client;
  private final JsonObject dialog;
  private final String path;
  private final String labels;

  LabelsIT(DialogFixture fixture) {
    this.fixture = fixture;
    this.client = fixture.client();
    this.dialog = fixture.dialog();
    this.path = fixture.path();
    this.labels = path + "/context/labels";
  }

  private static JsonObject label(String value) {
    return new JsonObject().put("value", value);
  }

  @Test
  void nulCharacter_inPath_400() {
    client.delete(labels + "/a%00bc").problem(400, "path");
  }

  @Test
  void addListRemove_underARevisionOfTheirOwn() {
    String none = client.get(labels).expect(200).etag();
    String one = client.ifMatch(none).post(labels, label("  Beta/Æ ")).expect(204).etag();
    String two = client.ifMatch(one).post(labels, label("alpha")).expect(204).etag();
    ApiResponse list = client.get(labels).expect(200);
    assertThatJson(list.body()).isEqualTo("[{\"value\":\"alpha\"},{\"value\":\"beta/æ\"}]");
    assertThat(list.etag()).isEqualTo(two);
    JsonObject after = client.get(path).json();
    assertThat(after.getString("revision")).isEqualTo(dialog.getString("revision"));
    assertThat(after.getString("updatedAt")).isEqualTo(dialog.getString("updatedAt"));
    String context = after.getJsonObject("serviceOwnerContext").getString("revision");
    assertThat("\"" + context + "\"").isEqualTo(two);
    client.ifMatch(two).delete(labels + "/BETA%2F%C3%86").expect(204);
    assertThat(client.get(labels).body()).isEqualTo("[{\"value\":\"alpha\"}]");
    client.delete(labels + "/beta%2F%C3%A6").problem(404, "Label");
  }

  @Test
  void formsOfUnicode_areOneLabel() {
    client.post(labels, label("Bla\u030abær")).expect(204);
    assertThat(client.post(labels, label("bl\u00e5bær")).problem(400, "dto.serviceOwnerLabels"))
        .contains("duplicate");
    String search = DIALOGS + "?party=" + dialog.getString("party") + "&serviceOwnerLabels=";
    for (String label : List.of("bl%C3%A5b%C3%A6r", "bla%CC%8Ab%C3%A6r", "bla%CC%8A*")) {
      assertThat(client.get(search + label).json().getJsonArray("items")).as(label).hasSize(1);
    }
    client.delete(labels + "/bla%CC%8Ab%C3%A6r").expect(204);
    assertThat(client.get(labels).body()).isEqualTo("[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "   ", ""})
  void tooShort_400(String value) {
    client.post(labels, label(value)).problem(400, "dto.serviceOwnerLabels[0].value");
  }

  @Test
  void duplicatesAndCount() {
    for (int i = 0; i < 20; i++) {
      client.post(labels, label("label " + i)).expect(204);
    }
    String texts = client.post(labels, label("LABEL 3")).problem(400, "dto.serviceOwnerLabels");
    assertThat(texts).containsIgnoringCase("duplicate");
    assertThat(client.post(labels, label("another")).problem(400, "dto.serviceOwnerLabels"))
        .contains("Maximum", "20");
    client.post(labels, label("a".repeat(256))).problem(400, "dto.serviceOwnerLabels[20].value");
  }

  @Test
  void valueMissingOrNull() {
    client.post(labels, "{}").problem(400);
    client.post(labels, "{\"value\":null}").problem(400, "value");
  }

  @Test
  void staleRevision_412BeforeAnInvalidLabel() {
    ApiClient stale = client.ifMatch(dialog.getString("revision"));
    stale.post(labels, label("a")).problem(412);
    stale.delete(labels + "/unknown").problem(404, "Label");
  }

  @Test
  void noBypassForAdmins_noneForDeletedDialogs() {
    ServiceOwner other = ServiceOwner.fresh();
    ApiClient admin =
        fixture.service().client().with(fixture.service().tokens().of(other, Scope.ADMIN));
    admin.get(path).expect(200);
    admin.get(labels).problem(404, "DialogEntity");
    admin.post(labels, label("abc")).problem(404, "DialogEntity");
    client.delete(path).expect(204);
    client.get(labels).problem(404, "DialogEntity");
    client.post(labels, label("abc")).problem(404, "DialogEntity");
    client.delete(labels + "/abc").problem(404, "DialogEntity");
  }
}

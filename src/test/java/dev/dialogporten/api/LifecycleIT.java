package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Soft delete, restore, purge and freeze. */
@ExtendWith(ServiceExtension.class)
class LifecycleIT {
  private static final String STALE = "5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11";

  private final DialogFixture fixture;
  private final ApiClient client;
  private final ApiClient admin;
  private final JsonObject dialog;
  private final String path;

  LifecycleIT(DialogFixture fixture) {
    this.fixture = fixture;
    this.client = fixture.client();
    this.admin = fixture.admin();
    this.dialog = fixture.dialog();
    this.path = fixture.path();
  }

  private static String quoted(JsonObject dialog) {
    return "\"" + dialog.getString("revision") + "\"";
  }

  @Test
  void deleteAndRestore_touchRevisionAndDeletedAtAlone() {
    ApiResponse deleted = client.ifMatch(quoted(dialog)).delete(path).expect(204);
    JsonObject gone = fixture.read();
    assertThat(gone.getInstant("deletedAt")).isAfter(dialog.getInstant("createdAt"));
    assertThat(deleted.etag()).isEqualTo(quoted(gone)).isNotEqualTo(quoted(dialog));
    client.delete(path).problem(410, "DialogEntity");
    ApiResponse restored = client.post(path + "/actions/restore").expect(204);
    JsonObject back = fixture.read();
    assertThat(restored.etag()).isEqualTo(quoted(back)).isNotEqualTo(deleted.etag());
    JsonObject expected = dialog.copy().put("revision", back.getString("revision"));
    assertThatJson(back.encode()).isEqualTo(expected.encode());
    assertThat(client.post(path + "/actions/restore").expect(204).etag())
        .isEqualTo(restored.etag());
  }

  @Test
  void purge_leavesNothing() {
    String activity =
        client.post(path + "/activities", Dialogs.activity()).expect(201).header("Location");
    client.ifMatch(STALE).post(path + "/actions/purge").problem(412);
    assertThat(client.post(path + "/actions/purge").expect(204).etag()).isNull();
    for (String url : new String[] {path, activity, path + "/seenlog", path + "/context/labels"}) {
      client.get(url).problem(404, "DialogEntity");
    }
    client.delete(path).problem(404, "DialogEntity");
    client.post(path + "/actions/purge").problem(404, "DialogEntity");
    client.post(path + "/actions/restore").problem(404, "DialogEntity");
    client
        .post(DIALOGS, Dialogs.create(fixture.owner()).put("id", dialog.getString("id")))
        .expect(201);
  }

  @Test
  void purge_ofDeletedAndOfFrozen() {
    client.delete(path).expect(204);
    client.post(path + "/actions/purge").expect(204);
    String frozen = DIALOGS + "/" + client.created(Dialogs.create(fixture.owner())).getString("id");
    admin.post(frozen + "/actions/freeze").expect(204);
    client.post(frozen + "/actions/purge").expect(204);
  }

  @Test
  void freeze_isForAdmins() {
    client.post(path + "/actions/freeze").problem(403, "Forbidden");
    String unknown = DIALOGS + "/" + FullDialog.id() + "/actions/freeze";
    client.post(unknown).problem(403, "Forbidden");
    admin.post(unknown).problem(404, "DialogEntity");
    admin.ifMatch(STALE).post(path + "/actions/freeze").problem(412);
    ApiResponse frozen = admin.post(path + "/actions/freeze").expect(204);
    JsonObject after = fixture.read();
    assertThat(frozen.etag()).isEqualTo(quoted(after)).isNotEqualTo(quoted(dialog));
    assertThat(after.getInstant("updatedAt")).isAfter(dialog.getInstant("updatedAt"));
    assertThat(admin.post(path + "/actions/freeze").expect(204).etag()).isEqualTo(frozen.etag());
    admin.delete(path).expect(204);
    admin.post(path + "/actions/freeze").problem(410, "DialogEntity");
  }

  @Test
  void frozen_whatIsBlockedAndWhatIsNot() {
    admin.post(path + "/actions/freeze").expect(204);
    JsonObject put = Dialogs.replace("x").put("status", "Draft");
    client.put(path, put).problem(403, "Forbidden");
    client.ifMatch(STALE).put(path, put).problem(403, "Forbidden");
    client.patch(path, "[]").problem(403, "Forbidden");
    client.delete(path).problem(403, "Forbidden");
    client.post(path + "/transmissions", Dialogs.transmission()).problem(403, "Forbidden");
    client.post(path + "/activities", Dialogs.activity()).problem(403, "Forbidden");
    client.post(path + "/context/labels", "{\"value\":\"abc\"}").expect(204);
    client.get(path + "/activities").expect(200);
    admin.put(path, put).expect(204);
    admin.delete(path).expect(204);
    client.post(path + "/actions/restore").expect(204);
  }

  @Test
  void correspondenceResource_deletingNeedsItsScopeEvenOfAdmins() {
    ApiClient corresponding = fixture.client(Scope.CORRESPONDENCE);
    JsonObject letter = corresponding.created(Dialogs.create(fixture.owner().correspondence()));
    String place = DIALOGS + "/" + letter.getString("id");
    assertThat(letter.getString("serviceResourceType")).isEqualTo("correspondenceservice");
    client.delete(place).problem(403, "Forbidden");
    admin.delete(place).problem(403, "Forbidden");
    admin.post(place + "/actions/purge").problem(403, "Forbidden");
    corresponding.delete(place).expect(204);
    client.post(place + "/actions/restore").expect(204);
    corresponding.post(place + "/actions/purge").expect(204);
  }

  @Test
  void strangersFindNothing_adminsFindAll() {
    ServiceOwner other = ServiceOwner.fresh();
    ApiClient stranger = fixture.service().client(other);
    for (String url : new String[] {"", "/transmissions", "/activities", "/seenlog"}) {
      stranger.get(path + url).problem(404, "DialogEntity");
    }
    stranger.delete(path).problem(404, "DialogEntity");
    stranger.post(path + "/actions/restore").problem(404, "DialogEntity");
    stranger.post(path + "/actions/purge").problem(404, "DialogEntity");
    ApiClient otherAdmin = stranger.with(fixture.service().tokens().of(other, Scope.ADMIN));
    otherAdmin.get(path).expect(200);
    otherAdmin.patch(path, "[]").expect(204);
    otherAdmin.delete(path).expect(204);
  }
}

package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Rows of a newer version, with a number that this one does not know: an answer for each request on
 * that dialog, and nothing for anybody else to notice.
 */
@ExtendWith(ServiceExtension.class)
class UnreadableRowsIT {
  private final TestService service;
  private final ServiceOwner owner;
  private final ApiClient client;

  UnreadableRowsIT(TestService service, ServiceOwner owner) {
    this.service = service;
    this.owner = owner;
    this.client = service.client(owner);
  }

  @Test
  void unknownStatus_500OfThatDialog_untilItIsReadable() throws Exception {
    String sound = path(create());
    UUID id = create();
    String path = path(id);
    change("UPDATE dialog SET status = status + 90, version = version + 1 WHERE id = '" + id + "'");

    for (int i = 0; i < 3; i++) {
      assertThat(status("GET", path, null)).isEqualTo(500);
      assertThat(status("PATCH", path, Dialogs.newTitle("new").encode())).isEqualTo(500);
      client.patch(sound, Dialogs.newTitle("new " + i)).expect(204);
      client.get(sound).expect(200);
    }

    change("UPDATE dialog SET status = status - 90, version = version + 1 WHERE id = '" + id + "'");
    client.patch(path, Dialogs.newTitle("new")).expect(204);
    assertThat(client.get(path).expect(200).json().getString("id")).isEqualTo(id.toString());
  }

  @Test
  void unknownTypeBelow_500OfThatDialog() throws Exception {
    UUID id = create();
    String path = path(id);
    client.post(path + "/activities", Dialogs.activity()).expect(201);
    client.post(path + "/transmissions", Dialogs.transmission()).expect(201);
    for (String table : new String[] {"activity", "transmission"}) {
      change("UPDATE " + table + " SET type = type + 90 WHERE dialog_id = '" + id + "'");
      change("UPDATE dialog SET version = version + 1 WHERE id = '" + id + "'");
      assertThat(status("GET", path, null)).isEqualTo(500);
      String list = table.equals("activity") ? "/activities" : "/transmissions";
      assertThat(status("GET", path + list, null)).isEqualTo(500);
      client.patch(path, Dialogs.newTitle("new " + table)).expect(204);
      change("UPDATE " + table + " SET type = type - 90 WHERE dialog_id = '" + id + "'");
    }
    client.get(path).expect(200);
  }

  /** Without the judge: the API description promises no 500. */
  private int status(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Authorization", "Bearer " + service.tokens().of(owner))
            .header("Content-Type", "application/json-patch+json")
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  private UUID create() {
    return client.post(DIALOGS, Dialogs.create(owner)).expect(201).id();
  }

  private static String path(UUID id) {
    return DIALOGS + "/" + id;
  }

  private void change(String sql) throws Exception {
    try (var connection = service.database().connect();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}

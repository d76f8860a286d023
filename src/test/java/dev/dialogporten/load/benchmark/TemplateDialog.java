package dev.dialogporten.load.benchmark;

import dev.dialogporten.load.connection.Bodies;
import dev.dialogporten.load.connection.TargetDialog;
import dev.dialogporten.load.options.LoadFault;
import dev.dialogporten.load.options.LoadOptions;
import dev.dialogporten.load.options.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.regex.Matcher;

/** The one dialog that is made by the service itself; all others are copies of its rows. */
final class TemplateDialog {
  private TemplateDialog() {}

  static UUID create(Target target, String token) throws IOException, InterruptedException {
    LoadOptions.Subject subject;
    try {
      subject = LoadOptions.of(LoadOptions.arguments(new String[0])).subject();
    } catch (LoadFault e) {
      throw new IllegalStateException(e);
    }
    HttpResponse<String> created =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(target.url() + "/api/v1/serviceowner/dialogs"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(Bodies.create(subject).bytes()))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    Matcher id = TargetDialog.ID.matcher(created.body());
    if (created.statusCode() != 201 || !id.find()) {
      throw new IllegalStateException(
          "create answered " + created.statusCode() + ": " + created.body());
    }
    return UUID.fromString(id.group());
  }
}

package dev.dialogporten.load.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a target in development mode for a token. */
public final class DevToken {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private DevToken() {}

  public static String fetch(Target target) throws LoadFault {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(target.url() + "/dev/token"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    HttpResponse<String> response;
    try {
      response =
          HttpClient.newBuilder()
              .connectTimeout(PATIENCE)
              .version(HttpClient.Version.HTTP_1_1)
              .build()
              .send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw LoadFault.target("Nothing answers at " + target.url() + ".");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LoadFault.target("Interrupted while asking " + target.url() + " for a token.");
    }
    if (response.statusCode() / 100 != 2) {
      throw LoadFault.target(
          target.url()
              + " gives out no development tokens (POST /dev/token answered "
              + response.statusCode()
              + "); use --token or --token-file.");
    }
    return tokenIn(response.body());
  }

  /** The answer is the bare token or a JSON object that holds it. */
  static String tokenIn(String body) throws LoadFault {
    String text = body.strip();
    if (text.startsWith("{")) {
      try {
        JsonNode json = new ObjectMapper().readTree(text);
        for (String member : new String[] {"token", "access_token", "accessToken"}) {
          if (json.path(member).isTextual()) {
            return json.path(member).textValue();
          }
        }
      } catch (JsonProcessingException e) {
        throw LoadFault.target("The development token answer is no JSON.");
      }
      throw LoadFault.target("The development token answer holds no token.");
    }
    return text.replace("\"", "");
  }
}

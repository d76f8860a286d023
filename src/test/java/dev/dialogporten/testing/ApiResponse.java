package dev.dialogporten.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.UUID;

/** What came back, with the assertions nearly every test begins with. */
public final class ApiResponse {
  private final HttpResponse<String> response;

  ApiResponse(HttpResponse<String> response) {
    this.response = response;
  }

  public int status() {
    return response.statusCode();
  }

  /** A header, or null. */
  public String header(String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  /** The {@code ETag} as sent, to be returned in {@code If-Match}. */
  public String etag() {
    return header("ETag");
  }

  public String body() {
    return response.body();
  }

  /** The body as a JSON object. */
  public JsonObject json() {
    return new JsonObject(body());
  }

  /** The body as a JSON array. */
  public JsonArray array() {
    return new JsonArray(body());
  }

  /** The body as the JSON string of an id, which is what creating answers. */
  public UUID id() {
    return UUID.fromString(body().replace("\"", ""));
  }

  /** Fails with the body, which says why, when the status is another. */
  public ApiResponse expect(int status) {
    assertThat(status()).as(body()).isEqualTo(status);
    return this;
  }

  /** A problem of this status (RFC 9457), in its media type. */
  public JsonObject problem(int status) {
    expect(status);
    assertThat(header("Content-Type")).startsWith("application/problem+json");
    JsonObject problem = json();
    assertThat(problem.getInteger("status")).isEqualTo(status);
    return problem;
  }

  /** A problem of this status whose {@code errors} have this key; the texts under it, joined. */
  public String problem(int status, String key) {
    JsonObject errors = problem(status).getJsonObject("errors", new JsonObject());
    assertThat(errors.fieldNames()).as(body()).contains(key);
    return String.join("\n", errors.getJsonArray(key).stream().map(String::valueOf).toList());
  }
}

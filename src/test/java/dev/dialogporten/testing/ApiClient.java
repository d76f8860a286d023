package dev.dialogporten.testing;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A thin HTTP client that blocks and never interprets. Immutable: {@code with...} gives another
 * one. Paths begin with a slash; those of dialogs with {@link #DIALOGS}.
 */
public final class ApiClient {
  public static final String DIALOGS = "/api/v1/serviceowner/dialogs";

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final String base;
  private final String token;
  private final List<String> headers;

  ApiClient(String base, String token) {
    this(base, token, List.of());
  }

  private ApiClient(String base, String token, List<String> headers) {
    this.base = base;
    this.token = token;
    this.headers = headers;
  }

  /** The same client with another bearer token; null for none. */
  public ApiClient with(String otherToken) {
    return new ApiClient(base, otherToken, headers);
  }

  /** The same client with one more header on every request. */
  public ApiClient header(String name, String value) {
    List<String> more = new ArrayList<>(headers);
    more.add(name);
    more.add(value);
    return new ApiClient(base, token, List.copyOf(more));
  }

  /** The same client with {@code If-Match} as given. */
  public ApiClient ifMatch(String etag) {
    return header("If-Match", etag);
  }

  public ApiResponse get(String path) {
    return send("GET", path, null, null);
  }

  /** Creates a dialog and reads it back. */
  public JsonObject created(Object body) {
    return get(DIALOGS + "/" + post(DIALOGS, body).expect(201).id()).expect(200).json();
  }

  /** A body is a JSON text, or anything Jackson writes. */
  public ApiResponse post(String path, Object body) {
    return send("POST", path, "application/json", body);
  }

  /** Without body and media type, as for actions. */
  public ApiResponse post(String path) {
    return send("POST", path, null, null);
  }

  public ApiResponse put(String path, Object body) {
    return send("PUT", path, "application/json", body);
  }

  public ApiResponse patch(String path, Object body) {
    return send("PATCH", path, "application/json-patch+json", body);
  }

  public ApiResponse delete(String path) {
    return send("DELETE", path, null, null);
  }

  /** Opens a stream of server-sent events; a refusal is to be asked for with {@link #get}. */
  public EventReader stream(String path) {
    HttpResponse<InputStream> response =
        exchange(request("GET", path, null, null), BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw new AssertionError(path + " answered " + response.statusCode());
    }
    return new EventReader(response.body());
  }

  /** Any request; media type and body may be null. */
  public ApiResponse send(String method, String path, String mediaType, Object body) {
    return judged(exchange(request(method, path, mediaType, body), BodyHandlers.ofString()));
  }

  private HttpRequest request(String method, String path, String mediaType, Object body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, publisher(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (mediaType != null) {
      request.header("Content-Type", mediaType);
    }
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    return request.build();
  }

  private static <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> bodies) {
    try {
      return HTTP.send(request, bodies);
    } catch (IOException e) {
      throw new AssertionError(request.method() + " " + request.uri() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** No test can pass on an answer that the API description does not describe. */
  private static ApiResponse judged(HttpResponse<String> response) {
    List<String> faults =
        Contract.published()
            .faults(
                response.request().method(),
                response.uri().getPath(),
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(null),
                response.body());
    if (!faults.isEmpty()) {
      throw new AssertionError("against the API description: " + faults + "\n" + response.body());
    }
    return new ApiResponse(response);
  }

  private static BodyPublisher publisher(Object body) {
    if (body == null) {
      return BodyPublishers.noBody();
    }
    return BodyPublishers.ofString(body instanceof String text ? text : Json.encode(body));
  }
}

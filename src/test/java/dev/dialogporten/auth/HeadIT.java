package dev.dialogporten.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dialogporten.http.exchange.Route;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import io.vertx.core.http.HttpMethod;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** HEAD is GET without the body (RFC 9110 section 9.3.2), on every route. */
@ExtendWith(ServiceExtension.class)
class HeadIT {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** What tells the moment, the caller's share or the framing, not the representation. */
  private static final Set<String> MOMENTARY =
      Set.of("date", "ratelimit", "ratelimit-policy", "transfer-encoding");

  private final TestService service;
  private final ServiceOwner owner;

  HeadIT(TestService service, ServiceOwner owner) {
    this.service = service;
    this.owner = owner;
  }

  @TestFactory
  Stream<DynamicTest> head_isGetWithoutItsBody() {
    Stage stage = Stage.of(owner, service.client(owner));
    return service.routes().stream()
        .filter(route -> route.method() == HttpMethod.GET)
        .flatMap(
            route ->
                Stream.of("identity", "gzip")
                    .map(
                        encoding ->
                            dynamicTest(
                                route.operation() + ", " + encoding,
                                () -> compare(path(route, stage), encoding))));
  }

  private void compare(String path, String encoding) throws Exception {
    HttpResponse<InputStream> get = send("GET", path, encoding);
    // of a stream without end only the head is read
    try (InputStream body = get.body()) {
      HttpResponse<InputStream> head = send("HEAD", path, encoding);
      assertThat(get.statusCode()).as(path).isIn(200, 302, 404);
      assertThat(head.statusCode()).isEqualTo(get.statusCode());
      assertThat(headers(head)).isEqualTo(headers(get));
      assertThat(head.body().readAllBytes()).isEmpty();
    }
  }

  /** Each would hold a slot for ever, and the connection with it. */
  @Test
  void head_ofAStream_takesNoSlot() throws Exception {
    for (int i = 0; i < 150; i++) {
      HttpResponse<InputStream> head = send("HEAD", "/api/v1/serviceowner/events", "identity");
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
    }
    HttpResponse<InputStream> stream = send("GET", "/api/v1/serviceowner/events", "identity");
    assertThat(stream.statusCode()).isEqualTo(200);
    stream.body().close();
  }

  private HttpResponse<InputStream> send(String method, String path, String encoding)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Authorization", "Bearer " + service.tokens().of(owner))
            .header("Accept-Encoding", encoding)
            .build();
    return HTTP.send(request, BodyHandlers.ofInputStream());
  }

  private static Map<String, List<String>> headers(HttpResponse<?> response) {
    Map<String, List<String>> headers = new TreeMap<>();
    response
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    headers.keySet().removeAll(MOMENTARY);
    if (response.statusCode() >= 400) {
      headers.remove("content-length"); // a problem holds the id of its trace
    }
    return headers;
  }

  private static String path(Route route, Stage stage) {
    Map<String, String> values = new HashMap<>();
    values.put("dialogId", stage.dialog());
    values.put("transmissionId", stage.transmission());
    values.put("activityId", stage.activity());
    values.put("seenLogId", stage.seen());
    values.put("subscriptionId", stage.dialog());
    values.put("file", "swagger-ui-bundle.js");
    String path = route.path();
    for (Map.Entry<String, String> value : values.entrySet()) {
      path = path.replace("{" + value.getKey() + "}", value.getValue());
    }
    return path
        + switch (route.operation()) {
          case "CheckNotificationCondition" -> "?conditionType=Exists&activityType=FormSaved";
          case "SearchDialogEndUserContexts" -> "?party=" + stage.party();
          case "GetDialogLookup" -> "?instanceRef=urn:altinn:dialog-id:" + stage.dialog();
          default -> "";
        };
  }
}

package dev.dialogporten.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {

  /** Targets that are no path are refused like anything else, and nowhere repeated. */
  @ParameterizedTest
  @ValueSource(strings = {"OPTIONS *", "CONNECT evil.example:443", "GET evil.example:80"})
  void targetWithoutPath_400(String request) {
    try (ApiFixture server = new ApiFixture()) {
      String answer = RawHttp.exchange(server.port(), request + " HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 400 ").contains("must begin with a slash");
      assertThat(answer).doesNotContain("evil");
    }
  }

  /** Methods that no path has are 501, whatever the path; those of HTTP are 404 or 405. */
  @ParameterizedTest
  @CsvSource({
    "BREW /docs, 501",
    "BREW /nowhere, 501",
    "PROPFIND /api/v1/serviceowner/dialogs, 501",
    "TRACE /docs, 405",
    "DELETE /nowhere, 404"
  })
  void method_unknown_501(String request, String status) {
    try (ApiFixture server = new ApiFixture()) {
      String answer = RawHttp.exchange(server.port(), request + " HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(answer)
          .startsWith("HTTP/1.1 " + status)
          .contains("application/problem+json", "\"status\":" + status)
          .doesNotContain("BREW", "PROPFIND");
    }
  }

  /** {@code instance} is a path of this service, or there is none. */
  @ParameterizedTest
  @ValueSource(strings = {"//evil.example/x", "/<evil>", "/evil\"x", "evil.example"})
  void targetThatIsNoPlainPath_isNotRepeated(String target) {
    try (ApiFixture server = new ApiFixture()) {
      String request = "GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n";
      assertThat(RawHttp.exchange(server.port(), request))
          .startsWith("HTTP/1.1 4")
          .contains("application/problem+json")
          .contains("\"instance\":\"/\"")
          .doesNotContain("evil");
    }
  }

  /** Of two, a proxy may have believed the other one: on every path, whether there is a route. */
  @ParameterizedTest
  @CsvSource({"/docs, Host", "/nowhere, Host", "/docs, Authorization", "/nowhere, Authorization"})
  void fieldThatStandsOnce_twice_400(String path, String field) {
    String twice = field + ": a\r\n" + field + ": b\r\n";
    String host = field.equals("Host") ? "" : "Host: x\r\n";
    try (ApiFixture server = new ApiFixture()) {
      String request = "GET " + path + " HTTP/1.1\r\n" + host + twice + "\r\n";
      assertThat(RawHttp.exchange(server.port(), request))
          .startsWith("HTTP/1.1 400 ")
          .contains("\"" + field + "\"", "more than once");
    }
  }
}

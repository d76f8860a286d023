package dev.dialogporten.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {

  /** Targets that are no path are refused like anything else, and not repeated. */
  @ParameterizedTest
  @ValueSource(strings = {"OPTIONS *", "CONNECT evil.example:443", "GET evil.example:80"})
  void targetWithoutPath_400(String request) {
    try (ApiFixture server = new ApiFixture()) {
      String answer = RawHttp.exchange(server.port(), request + " HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 400 ").contains("must begin with a slash");
      assertThat(answer.substring(answer.indexOf("\"title\""), answer.indexOf("\"instance\"")))
          .doesNotContain("evil");
    }
  }
}

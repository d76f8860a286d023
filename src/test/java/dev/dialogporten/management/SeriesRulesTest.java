package dev.dialogporten.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesRulesTest {
  private final SeriesRules rules = new SeriesRules(9090, "/events");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          127.0.0.1:9090 | GET  | 200 | /metrics   | management | GET   | /metrics  | response.time
          0.0.0.0:8080   | GET  | 200 | /events    | api        | GET   | /events   | stream.time
          0.0.0.0:8080   | GET  | 400 | /events    | api        | GET   | /events   | response.time
          0.0.0.0:8080   | BREW | 404 | ''         | api        | other | unmatched | response.time
          0.0.0.0:8080   | GET  | 200 | /a>/a/{id} | api        | GET   | /a/{id}   | response.time
          """)
  void requests(
      String local,
      String method,
      String code,
      String routed,
      String server,
      String known,
      String route,
      String name) {
    Tags sent = Tags.of("local", local, "method", method, "code", code, "route", routed);

    Meter.Id id = rules.map(timer("vertx.http.server.response.time", sent));

    assertThat(id.getName()).isEqualTo("vertx.http.server." + name);
    assertThat(id.getTags())
        .isEqualTo(
            Tags.of("server", server, "method", known, "code", code, "route", route).stream()
                .toList());
  }

  @Test
  void clients_haveNoAddresses() {
    Tags sent = Tags.of("local", "?", "method", "POST", "route", "");

    assertThat(rules.map(timer("vertx.http.client.response.time", sent)).getTags())
        .isEqualTo(Tags.of("method", "POST").stream().toList());
  }

  private static Meter.Id timer(String name, Tags tags) {
    return new Meter.Id(name, tags, null, "Time", Meter.Type.TIMER);
  }
}

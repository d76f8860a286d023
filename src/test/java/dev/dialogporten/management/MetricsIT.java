package dev.dialogporten.management;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServiceExtension.class)
class MetricsIT {

  @Test
  void metrics_coverTheParts(TestService service) {
    String text = service.management().get("/metrics").expect(200).body();

    assertThat(text)
        .contains("jvm_memory_used_bytes{")
        .contains("vertx_eventbus_handlers ")
        .contains("vertx_pool_in_use{pool_name=\"search\",pool_type=\"sql\"}")
        .contains("process_cpu_usage ");
  }

  @Test
  void metrics_doNotGrowWithWhatClientsSend(TestService service) {
    ApiClient client = service.client();
    String path = DIALOGS + "/" + UUID.randomUUID();
    client.get(path);
    client.send("BREW", path, null, null);

    String text = service.management().get("/metrics").expect(200).body();

    assertThat(text)
        .contains("method=\"GET\"")
        .contains("method=\"other\"")
        .doesNotContain("BREW")
        .doesNotContain(path);
  }

  @Test
  void requests_areCountedByTheTemplateOfTheirPath(TestService service, ServiceOwner owner) {
    ApiClient client = service.client(owner);
    client.get(DIALOGS + "/" + UUID.randomUUID());
    client.get("/nowhere/" + UUID.randomUUID());
    client.get(DIALOGS.replace("dialogs", "DIALOGS") + "/" + UUID.randomUUID());
    service.management().get("/health/ready").expect(200);

    assertThat(labels(service, "vertx_http_server_requests_total"))
        .contains(
            "code=\"404\",method=\"GET\",route=\"/api/v1/serviceowner/dialogs/{dialogId}\",server=\"api\"",
            "code=\"404\",method=\"GET\",route=\"unmatched\",server=\"api\"",
            "code=\"200\",method=\"GET\",route=\"/health/ready\",server=\"management\"")
        .allSatisfy(labels -> assertThat(labels).doesNotContain(">", "DIALOGS", "nowhere"));
  }

  @Test
  void times_areHistogramsForWhatRequestsTake(TestService service) {
    service.client().get("/nowhere");

    assertThat(labels(service, "vertx_http_server_response_time_seconds_bucket"))
        .anySatisfy(labels -> assertThat(labels).contains("le=\"5.0E-4\""))
        .anySatisfy(labels -> assertThat(labels).contains("le=\"10.0\""))
        .anySatisfy(labels -> assertThat(labels).contains("le=\"+Inf\""));
  }

  /** What {@code promtool check metrics} asks for, but for names that are Micrometer's own. */
  @Test
  void names_followTheRulesOfPrometheus(TestService service) {
    List<String> faults =
        MetricNames.faults(service.management().get("/metrics").expect(200).body());

    assertThat(faults)
        .containsExactlyInAnyOrder(
            "process_cpu_time_ns_total: unit ns", "system_cpu_count: suffix _count");
  }

  private static List<String> labels(TestService service, String name) {
    return service
        .management()
        .get("/metrics")
        .expect(200)
        .body()
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .map(line -> line.substring(name.length() + 1, line.lastIndexOf('}')))
        .toList();
  }
}

package dev.dialogporten.management;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.TestService;
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
}

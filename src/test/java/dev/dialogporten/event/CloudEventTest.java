package dev.dialogporten.event;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventTest {
  private static final UUID ID = UUID.fromString("0199b8c1-6f2e-7a10-9d5e-0d5f2f6f7a01");
  private static final UUID DIALOG = UUID.fromString("f4e6df3c-7434-74c3-875e-8dca1cdf0b20");
  private static final Instant TIME = Instant.parse("2026-02-20T13:04:02.651854Z");

  @Test
  void json_membersInOrder() {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("activityId", "21241c7e-819f-762b-b8a4-d5d32352311a");
    data.put("process", "urn:\"quoted\"");

    assertThat(event(TIME, data).toJson())
        .isEqualTo(
            """
            {"specversion":"1.0","id":"0199b8c1-6f2e-7a10-9d5e-0d5f2f6f7a01","type":"t.v1",\
            "time":"2026-02-20T13:04:02.651854+00:00","resource":"urn:altinn:resource:r",\
            "resourceinstance":"f4e6df3c-7434-74c3-875e-8dca1cdf0b20","subject":"urn:party",\
            "source":"https://example.com/x",\
            "data":{"activityId":"21241c7e-819f-762b-b8a4-d5d32352311a","process":"urn:\\"quoted\\""}}\
            """);
  }

  @Test
  void json_textsAreEscaped() {
    String odd = "\" \\ / \n \u0001 \u2028 æ \uD83D\uDE00";

    assertThatJson(event(TIME, Map.of("process", odd, odd, "x")).toJson())
        .node("data")
        .isEqualTo(Map.of("process", odd, odd, "x"));
  }

  @Test
  void json_noDataNoMember() {
    assertThatJson(event(TIME, Map.of()).toJson()).isObject().doesNotContainKey("data");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-20T13:04:02Z, 2026-02-20T13:04:02+00:00",
    "2026-02-20T13:04:02.5Z, 2026-02-20T13:04:02.5+00:00",
    "2026-02-20T13:04:02.651854Z, 2026-02-20T13:04:02.651854+00:00",
    "2026-02-20T13:04:02.050300Z, 2026-02-20T13:04:02.0503+00:00",
    "2026-02-20T13:04:02.0000001Z, 2026-02-20T13:04:02.0000001+00:00",
    "2026-02-20T13:04:02.6518542Z, 2026-02-20T13:04:02.6518542+00:00",
    "2026-02-20T13:04:02.651854299Z, 2026-02-20T13:04:02.6518542+00:00",
  })
  void time_upToSevenDigits(Instant time, String text) {
    assertThat(event(time, Map.of()).timeText()).isEqualTo(text);
  }

  private static CloudEvent event(Instant time, Map<String, String> data) {
    return new CloudEvent(
        ID,
        "t.v1",
        time,
        "urn:altinn:resource:r",
        DIALOG,
        "urn:party",
        "https://example.com/x",
        data);
  }
}

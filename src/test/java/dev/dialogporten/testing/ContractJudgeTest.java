package dev.dialogporten.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the judge of answers finds something. */
class ContractJudgeTest {
  private static final String LABELS =
      "/api/v1/serviceowner/dialogs/0194d0aa-5b1c-7c3e-9f21-0242ac120002/context/labels";

  @Test
  void goodAnswer() {
    assertThat(faults(200, "application/json; charset=utf-8", "[{\"value\":\"abc\"}]")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | application/json | [{\"valu\":\"abc\"}]",
        "200 | application/json | {}",
        "200 | text/plain | []",
        "201 | application/json | []",
        "404 | application/problem+json | {}",
        "404 | application/json | {}"
      })
  void badAnswer(int status, String type, String body) {
    assertThat(faults(status, type, body)).isNotEmpty();
  }

  @Test
  void unknownMemberOfAClosedObject() {
    String problem =
        """
        { "type": "https://a.b/c", "title": "t", "status": 404, "instance": "/x", "code": "not_found",
          "traceId": "00-7f0e1c5b6c2f4a7d9d3b1f2a4c5e6f70-1122334455667788-00" %s }
        """;
    String type = "application/problem+json";
    assertThat(faults(404, type, problem.formatted(""))).isEmpty();
    assertThat(faults(404, type, problem.formatted(", \"x\": 1"))).isNotEmpty();
    assertThat(faults(404, type, problem.formatted(", \"errors\": {\"a\": []}"))).isNotEmpty();
  }

  private static List<String> faults(int status, String type, String body) {
    return Contract.published().faults("GET", LABELS, status, type, body);
  }
}

package dev.dialogporten.dialog.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContinuationTokensTest {
  private static final UUID ID = UUID.fromString("0199b8c1-6f2e-7a10-9d5e-0d5f2f6f7a01");
  private static final Instant TIME = Instant.parse("2026-02-19T08:00:06.401416Z");
  private static final PagePosition POSITION = new PagePosition(List.of(TIME), ID);

  private final ContinuationTokens tokens = tokens("a secret");
  private final Faults faults = new Faults();

  @Test
  void read_whatWasWritten() {
    String token = tokens.write(OrderBy.DEFAULT, POSITION);

    assertThat(tokens.read(token, OrderBy.DEFAULT, faults)).isEqualTo(POSITION);
    assertThat(faults.isEmpty()).isTrue();
    assertThat(token).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void read_nullAndFarTimes() {
    OrderBy order = OrderBy.parse("dueAt,createdAt_asc,updatedAt").orElseThrow();
    PagePosition position =
        new PagePosition(
            Arrays.asList(
                null,
                Instant.parse("0001-01-01T00:00:00Z"),
                Instant.parse("9999-12-31T23:59:59.999999Z")),
            ID);

    assertThat(tokens.read(tokens.write(order, position), order, faults)).isEqualTo(position);
  }

  @Test
  void read_everyChangedByte_isRefused() {
    byte[] token = Base64.getUrlDecoder().decode(tokens.write(OrderBy.DEFAULT, POSITION));
    for (int i = 0; i < token.length; i++) {
      byte[] changed = token.clone();
      changed[i] ^= 1;
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);

      assertThat(tokens.read(text, OrderBy.DEFAULT, new Faults())).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "%%%",
        "AAAA",
        "AAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAA",
        "contentupdatedat_2026-02-19T08:00:06.4014160Z,id_0199b8c1-6f2e-7a10-9d5e-0d5f2f6f7a01"
      })
  void read_notAToken(String text) {
    assertThat(tokens.read(text, OrderBy.DEFAULT, faults)).isNull();
    assertThat(errors()).containsOnlyKeys("continuationToken");
  }

  @Test
  void read_tooLong_isRefused() {
    assertThat(tokens.read("A".repeat(100_000), OrderBy.DEFAULT, faults)).isNull();
    assertThat(errors()).containsOnlyKeys("continuationToken");
  }

  @Test
  void read_otherSecret_isRefused() {
    String token = tokens("another secret").write(OrderBy.DEFAULT, POSITION);

    assertThat(tokens.read(token, OrderBy.DEFAULT, faults)).isNull();
  }

  @Test
  void read_otherKeys_namesTheMissing() {
    OrderBy other = OrderBy.parse("createdAt,dueAt_asc,contentUpdatedAt").orElseThrow();

    assertThat(tokens.read(tokens.write(OrderBy.DEFAULT, POSITION), other, faults)).isNull();
    assertThat(errors().get("continuationToken"))
        .singleElement()
        .asString()
        .contains("[createdAt, dueAt]");
  }

  @Test
  void read_otherDirection_isRefused() {
    OrderBy other = OrderBy.parse("contentUpdatedAt_asc").orElseThrow();

    assertThat(tokens.read(tokens.write(OrderBy.DEFAULT, POSITION), other, faults)).isNull();
    assertThat(errors().get("continuationToken"))
        .singleElement()
        .asString()
        .contains("contentupdatedat_desc,id_desc");
  }

  private Map<String, List<String>> errors() {
    return faults.toProblem(ProblemType.INVALID_PARAMETER).errors();
  }

  private static ContinuationTokens tokens(String secret) {
    return new ContinuationTokens(secret.getBytes(StandardCharsets.UTF_8));
  }
}

package dev.dialogporten.dialog.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {

  @ParameterizedTest
  @CsvSource({
    "2025-03-01T12:00:00Z, 2025-03-01T12:00:00Z",
    "2025-03-01T12:00Z, 2025-03-01T12:00:00Z",
    "2025-03-01T12:00:00+01:00, 2025-03-01T11:00:00Z",
    "2025-03-01T12:00:00-05:30, 2025-03-01T17:30:00Z",
    "2025-03-01T00:30:00+14:00, 2025-02-28T10:30:00Z",
    "2025-03-01T12:00:00-00:00, 2025-03-01T12:00:00Z",
    "2025-03-01T12:00:00.1Z, 2025-03-01T12:00:00.1Z",
    "2025-03-01T12:00:00.123456Z, 2025-03-01T12:00:00.123456Z",
    "2025-03-01T12:00:00.1234569Z, 2025-03-01T12:00:00.123456Z",
    "2025-03-01T12:00:00.123456999999999Z, 2025-03-01T12:00:00.123456Z",
    "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.9999999Z, 9999-12-31T23:59:59.999999Z"
  })
  void parse_valid(String text, Instant expected) {
    assertThat(Instants.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "2025-03-01",
        "2025-03-01T12:00:00",
        "2025-03-01T12:00:00.5",
        "2025-03-01 12:00:00Z",
        "2025-03-01t12:00:00z",
        "2025-3-1T12:00:00Z",
        "2025-02-30T12:00:00Z",
        "2025-02-29T12:00:00Z",
        "2025-13-01T12:00:00Z",
        "2025-03-01T24:00:00Z",
        "2025-03-01T12:60:00Z",
        "2025-03-01T12:00:60Z",
        "2025-03-01T12:00:00.Z",
        "2025-03-01T12:00:00+1:00",
        "2025-03-01T12:00:00+0100",
        "2025-03-01T12:00:00+14:01",
        "2025-03-01T12:00:00+01:60",
        "2025-03-01T12:00:00Z ",
        " 2025-03-01T12:00:00Z",
        "2025-03-01T12:00:00ZZ",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "12025-03-01T12:00:00Z",
        "-2025-03-01T12:00:00Z",
        "２０２５-03-01T12:00:00Z",
        "2025-03-01T12:00:00.00000000000000000000000000000000000000000000000000Z"
      })
  void parse_invalid(String text) {
    assertThat(Instants.parse(text)).isEmpty();
  }

  @Test
  void format_sevenDigitsOfWhichTheLastIsZero() {
    assertThat(Instants.format(Instant.parse("2025-03-01T02:03:04.123456Z")))
        .isEqualTo("2025-03-01T02:03:04.1234560Z");
    assertThat(Instants.format(Instants.MIN)).isEqualTo("0001-01-01T00:00:00.0000000Z");
  }

  @Test
  void format_agreesWithTheLibrary_andReadsBack() {
    DateTimeFormatter library =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'0Z'").withZone(ZoneOffset.UTC);
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      long second = random.nextLong(-62_135_596_800L, 253_402_300_800L);
      Instant time = Instant.ofEpochSecond(second, random.nextInt(1_000_000) * 1000L);
      String text = Instants.format(time);
      assertThat(text).isEqualTo(library.format(time));
      assertThat(Instants.ofBound(text)).isEqualTo(time);
    }
  }
}

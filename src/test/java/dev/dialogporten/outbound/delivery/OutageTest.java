package dev.dialogporten.outbound.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutageTest {
  private static final int PATIENCE = 4;

  /** Each letter is a failed attempt: of which dialog, in capitals when the receiver answered. */
  @ParameterizedTest
  @CsvSource({
    "a, false",
    "aaaa, false",
    "aaaaa, true",
    "AAAAAAAAAAAAAAAA, false",
    "aaaaAaaaa, false",
    "AB, false",
    "ABAB, false",
    "ABC, true",
    "abc, true",
  })
  void isOn_severalDialogs_orNobodyAnswersForLong(String attempts, boolean away) {
    Outage outage = new Outage(PATIENCE);

    attempts.chars().forEach(c -> fail(outage, c));

    assertThat(outage.isOn()).isEqualTo(away);
  }

  @Test
  void ended_byOneSuccess() {
    Outage outage = new Outage(PATIENCE);
    "aaaaa".chars().forEach(c -> fail(outage, c));
    assertThat(outage.ended()).isTrue();
    assertThat(outage.isOn()).isFalse();
    "aaaa".chars().forEach(c -> fail(outage, c));
    assertThat(outage.isOn()).isFalse();
    assertThat(outage.ended()).isFalse();
  }

  @Test
  void pause_grows_toHalfAMinute() {
    Outage outage = new Outage(PATIENCE);
    for (int i = 0; i < 8; i++) {
      fail(outage, 'a');
    }
    assertThat(outage.pauseMillis()).isEqualTo(800);
    for (int i = 0; i < 1_000; i++) {
      fail(outage, 'a');
    }
    assertThat(outage.pauseMillis()).isEqualTo(30_000);
  }

  private static void fail(Outage outage, int letter) {
    outage.failed(new UUID(0, Character.toLowerCase(letter)), Character.isUpperCase(letter));
  }
}

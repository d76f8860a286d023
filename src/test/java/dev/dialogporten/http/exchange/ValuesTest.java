package dev.dialogporten.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.ActivityType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  private static final UUID ID = UUID.fromString("0194d0aa-5b1c-7c3e-9f21-0242ac120002");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0194d0aa-5b1c-7c3e-9f21-0242ac120002",
        "0194D0AA-5B1C-7C3E-9F21-0242AC120002",
        "0194d0aa5b1c7c3e9f210242ac120002",
        "{0194d0aa-5b1c-7c3e-9f21-0242ac120002}",
        "(0194d0aa-5b1c-7c3e-9f21-0242ac120002)"
      })
  void uuid_everyForm(String text) {
    assertThat(Values.uuid(text)).contains(ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "17",
        "0194d0aa-5b1c-7c3e-9f21-0242ac12000",
        "0194d0aa-5b1c-7c3e-9f21-0242ac12000g",
        "0194d0aa5b1c-7c3e-9f21-0242ac120002-",
        "0194d0aa5b1c7c3e9f210242ac12000g",
        "{0194d0aa-5b1c-7c3e-9f21-0242ac120002)",
        "{0194d0aa5b1c7c3e9f210242ac120002}",
        "1-1-1-1-1",
        " 0194d0aa-5b1c-7c3e-9f21-0242ac120002"
      })
  void uuid_anythingElse(String text) {
    assertThat(Values.uuid(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true,true", "TRUE,true", "True,true", "false,false", "FALSE,false", "'',false"})
  void bool_anyCase(String text, boolean value) {
    assertThat(Values.bool(text)).contains(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0", "yes", "no", "t", " true"})
  void bool_nothingElse(String text) {
    assertThat(Values.bool(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"17,17", "-1,-1", "'',0"})
  void integer(String text, int value) {
    assertThat(Values.integer(text)).contains(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1.0", "2147483648", " 1", "\u0661"})
  void integer_unreadable(String text) {
    assertThat(Values.integer(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2025-03-01T12:00:00Z,2025-03-01T12:00:00Z",
    "2025-03-01T12:00:00+01:00,2025-03-01T11:00:00Z",
    "'',0001-01-01T00:00:00Z"
  })
  void instant(String text, Instant value) {
    assertThat(Values.instant(text)).contains(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-03-01", "2025-03-01T12:00:00", "yesterday"})
  void instant_withoutOffset(String text) {
    assertThat(Values.instant(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Information", "information", "INFORMATION", "3"})
  void constant_byNameOrNumber(String text) {
    assertThat(Values.constant(text, ActivityType.class, ActivityType::number))
        .contains(ActivityType.Information);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "18", "Info", "03"})
  void constant_unknown(String text) {
    assertThat(Values.constant(text, ActivityType.class, ActivityType::number)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("lists")
  void list(List<String> occurrences, List<String> values) {
    assertThat(Values.list(occurrences)).isEqualTo(values);
  }

  static Object[][] lists() {
    return new Object[][] {
      {List.of(), List.of()},
      {List.of("a"), List.of("a")},
      {List.of("a,b"), List.of("a", "b")},
      {List.of("a", "b,c"), List.of("a", "b,c")},
      {List.of(",a"), List.of(",a")},
      {List.of("a,"), List.of("a,")},
      {List.of("a,,b"), List.of("a,,b")},
    };
  }
}

package dev.dialogporten.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFilterTest {
  @ParameterizedTest
  @CsvSource({
    "dialogporten.dialog.created.v1, dialogporten.dialog.created.v1, true",
    "dialogporten.dialog.created.v1, dialogporten.dialog.updated.v1, false",
    "dialogporten.dialog.created, dialogporten.dialog.created.v1, false",
    "dialogporten.dialog.activity.*, dialogporten.dialog.activity.form-saved.v1, true",
    "dialogporten.dialog.activity.*, dialogporten.dialog.created.v1, false",
    "*, dialogporten.dialog.created.v1, true",
  })
  void type_exactOrBeginning(String wanted, String type, boolean matches) {
    EventFilter filter = new EventFilter(Set.of(wanted), Set.of(), Set.of(), Set.of());

    assertThat(filter.matchesType(type)).isEqualTo(matches);
  }

  @Test
  void members_combinedWithAnd() {
    UUID id = UUID.randomUUID();
    EventFilter filter = new EventFilter(Set.of(), Set.of("r"), Set.of("p", "q"), Set.of(id));

    assertThat(filter.mayMatch(id, "r", "q")).isTrue();
    assertThat(filter.mayMatch(UUID.randomUUID(), "r", "q")).isFalse();
    assertThat(filter.mayMatch(id, "other", "q")).isFalse();
    assertThat(filter.mayMatch(id, "r", "other")).isFalse();
  }

  @Test
  void empty_everything() {
    assertThat(EventFilter.ALL.matchesType("any")).isTrue();
    assertThat(EventFilter.ALL.mayMatch(UUID.randomUUID(), "any", "any")).isTrue();
  }
}

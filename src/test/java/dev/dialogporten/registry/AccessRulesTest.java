package dev.dialogporten.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dialogporten.dialog.ActorNames;
import dev.dialogporten.dialog.EndUserAccess;
import dev.dialogporten.dialog.EndUserAccess.Grant;
import dev.dialogporten.refresh.Polled;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What end users may see and what actors are called, as files say. */
class AccessRulesTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final String ANNA = "urn:altinn:person:identifier-no:08844397713";
  private static final String BERIT = "urn:altinn:person:identifier-no:03886595947";
  private static final String ORG = "urn:altinn:organization:identifier-no:991825827";
  private static final String OTHER_ORG = "urn:altinn:organization:identifier-no:974761076";
  private static final String RULES =
      """
      [
        { "person": "%s", "party": "%s", "resources": ["urn:altinn:resource:A"], "actions": ["read"] },
        { "person": "%s", "party": "%s", "resources": ["urn:altinn:resource:b"] },
        { "person": "%s", "party": "%s" },
        { "person": "*", "party": "%s", "resources": ["urn:altinn:resource:open"] },
        { "person": "*", "party": "*", "resources": ["urn:altinn:resource:Everywhere"], "actions": ["read"] }
      ]
      """
          .formatted(ANNA, ORG, ANNA, ORG, ANNA, ANNA, OTHER_ORG);

  private final EndUserAccess access =
      new FileEndUserAccess(loaded(AccessRules.parse("a.json", RULES)));

  @AfterAll
  static void stop() {
    VERTX.close().await();
  }

  @ParameterizedTest
  @CsvSource({
    "ANNA, ORG, a, true",
    "ANNA, ORG, b, true",
    "ANNA, ORG, c, false",
    "ANNA, ANNA, c, true",
    "ANNA, OTHER_ORG, a, false",
    "ANNA, OTHER_ORG, open, true",
    "BERIT, OTHER_ORG, open, true",
    "BERIT, ORG, a, false",
    "BERIT, BERIT, a, false",
    "BERIT, BERIT, everywhere, true",
    "ANNA, OTHER_ORG, everywhere, true"
  })
  void access_needsARule(String person, String party, String resource, boolean expected) {
    assertThat(access.mayAccess(urn(person), urn(party), "urn:altinn:resource:" + resource))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "a, read, -, true",
        "a, write, -, false",
        "b, write, -, true",
        "a, write, urn:altinn:resource:B, true",
        "b, write, urn:altinn:resource:a, false",
        "a, read, urn:altinn:subresource:x, true",
        "a, read, urn:altinn:resource:c, false",
        "everywhere, read, -, true",
        "everywhere, write, -, false",
        "c, read, urn:altinn:resource:everywhere, true"
      })
  void action_isDecidedOnItsResource(
      String resource, String action, String attribute, boolean expected) {
    assertThat(access.mayPerform(ANNA, ORG, "urn:altinn:resource:" + resource, action, attribute))
        .isEqualTo(expected);
  }

  @Test
  void grants_areMergedByParty() {
    assertThat(access.grantsOf(ANNA))
        .containsExactlyInAnyOrder(
            new Grant(ORG, Set.of("urn:altinn:resource:a", "urn:altinn:resource:b")),
            new Grant(ANNA, Set.of()),
            new Grant(OTHER_ORG, Set.of("urn:altinn:resource:open")),
            new Grant("*", Set.of("urn:altinn:resource:everywhere")));
    assertThat(access.grantsOf(BERIT))
        .containsExactlyInAnyOrder(
            new Grant(OTHER_ORG, Set.of("urn:altinn:resource:open")),
            new Grant("*", Set.of("urn:altinn:resource:everywhere")));
    assertThat(access.isUnrestricted()).isFalse();
  }

  @Test
  void rules_inALog_nameNoPerson() {
    assertThat(AccessRules.parse("a.json", RULES).toString()).doesNotContain("08844397713");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"party\":\"*\"}]",
        "[{\"person\":\"08844397713\",\"party\":\"urn:altinn:organization:identifier-no:991825827\"}]",
        "[{\"person\":\"*\",\"party\":\"991825827\"}]",
        "[{\"person\":\"*\",\"party\":\"urn:altinn:organization:identifier-no:991825827\",\"resources\":[\"x\"]}]",
        "[{\"person\":\"*\",\"party\":\"urn:altinn:organization:identifier-no:991825827\",\"actions\":\"read\"}]",
        "[{\"person\":\"*\",\"party\":\"urn:altinn:organization:identifier-no:991825827\",\"resource\":[]}]"
      })
  void rule_faulty_isRefusedWithItsLine(String file) {
    assertThatThrownBy(() -> AccessRules.parse("a.json", file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.json line 1");
  }

  @Test
  void names_areFoundInLowerCase() {
    Map<String, String> names =
        FileActorNames.parse("n.json", "{\"" + ANNA + "\": \"Anna\", \"" + ORG + "\": \"TTD\"}");
    ActorNames refusing = new FileActorNames(loaded(names), new ActorNames.Answer.Unknown());

    assertThat(refusing.nameOf(ANNA)).isEqualTo(new ActorNames.Answer.Known("Anna"));
    assertThat(refusing.nameOf(BERIT)).isEqualTo(new ActorNames.Answer.Unknown());
    assertThatThrownBy(() -> FileActorNames.parse("n.json", "{\n\"urn:x\": \"y\"}"))
        .hasMessageContaining("n.json line 2, an entry");
    assertThatThrownBy(() -> FileActorNames.parse("n.json", "{\n\"" + ANNA + "\": 7}"))
        .hasMessageContaining("n.json line 2")
        .hasMessageNotContaining("08844397713");
  }

  private static String urn(String name) {
    return switch (name) {
      case "ANNA" -> ANNA;
      case "BERIT" -> BERIT;
      case "ORG" -> ORG;
      default -> OTHER_ORG;
    };
  }

  private static <T> Polled<T> loaded(T value) {
    Duration never = Duration.ofDays(1);
    Polled<T> polled =
        new Polled<>(
            VERTX,
            "test",
            () -> Future.succeededFuture(value),
            new Polled.Pace(never, never, never),
            () -> {});
    polled.refresh().await();
    polled.close();
    return polled;
  }
}

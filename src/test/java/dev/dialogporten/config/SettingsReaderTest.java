package dev.dialogporten.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {

  private record Issuer(String issuer, String jwks, int keyTtl) {
    static Issuer read(SettingsReader reader) {
      return new Issuer(
          reader.text("issuer", ""), reader.text("jwks", ""), reader.number("key.ttl", 60, 1, 99));
    }
  }

  @Test
  void named_fileAndVariablesMeet() {
    SettingsSource source =
        new SettingsSource(
            Map.of("auth.issuers.my-idp.issuer", "file", "auth.issuers.other.jwks", "file"),
            "file",
            Map.of(
                "DIALOGPORTEN_AUTH_ISSUERS_MY_IDP_JWKS", "variable",
                "DIALOGPORTEN_AUTH_ISSUERS_TEST_JWKS", "variable",
                "DIALOGPORTEN_AUTH_ISSUERS_TEST_KEY_TTL", "5"));

    Map<String, Issuer> issuers = read(source);

    assertThat(issuers)
        .isEqualTo(
            Map.of(
                "my-idp", new Issuer("file", "variable", 60),
                "other", new Issuer("", "file", 60),
                "test", new Issuer("", "variable", 5)));
    assertThat(source.faults()).isEmpty();
  }

  @Test
  void named_declaresItsMembersWithoutAnyName() {
    SettingsSource source = new SettingsSource(Map.of(), "", Map.of());

    assertThat(read(source)).isEmpty();
    assertThat(source.declared())
        .isEqualTo(
            Map.of(
                "auth.issuers.<name>.issuer", "",
                "auth.issuers.<name>.jwks", "",
                "auth.issuers.<name>.key.ttl", "60"));
  }

  @Test
  void named_unknownMemberAndBadName_areFaults() {
    SettingsSource source =
        new SettingsSource(
            Map.of("auth.issuers.test.jkws", "x", "auth.issuers.Bad_Name.jwks", "x"),
            "file",
            Map.of("DIALOGPORTEN_AUTH_ISSUERS_TEST_JKWS", "x"));

    read(source);

    assertThat(source.faults())
        .hasSize(3)
        .anyMatch(fault -> fault.startsWith("auth.issuers.Bad_Name.jwks: \"Bad_Name\""))
        .anyMatch(
            fault ->
                fault.startsWith("auth.issuers.test.jkws (file): unknown key")
                    && fault.contains("auth.issuers.<name>.jwks"))
        .anyMatch(fault -> fault.startsWith("DIALOGPORTEN_AUTH_ISSUERS_TEST_JKWS: unknown"));
  }

  private static Map<String, Issuer> read(SettingsSource source) {
    return new SettingsReader(source, "").group("auth").named("issuers", Issuer::read);
  }
}

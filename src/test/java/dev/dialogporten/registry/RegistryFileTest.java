package dev.dialogporten.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.dialogporten.dialog.ServiceResource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files an operator writes by hand: what is read, and how a mistake is told. */
class RegistryFileTest {
  private static final String GOOD =
      """
      [
        { "id": "urn:altinn:resource:My-Service", "resourceType": "GenericAccessResource",
          "orgNumber": "991825827", "orgCode": "TTD" },
        { "id": "other", "resourceType": "correspondenceservice",
          "orgNumber": "974761076", "orgCode": "skd", "minimumAuthenticationLevel": 4,
          "delegable": false, "title": { "nb": "Annen", "en": "Other" } }
      ]
      """;

  @Test
  void resources_areReadInLowerCase() {
    assertThat(RegistryFile.resources("r.json", GOOD))
        .containsExactly(
            new ServiceResource(
                "urn:altinn:resource:my-service",
                "genericaccessresource",
                "991825827",
                "ttd",
                null,
                true,
                Map.of()),
            new ServiceResource(
                "urn:altinn:resource:other",
                "correspondenceservice",
                "974761076",
                "skd",
                4,
                false,
                Map.of("nb", "Annen", "en", "Other")));
  }

  @ParameterizedTest
  @MethodSource
  void fault_isToldWithFileLineAndMember(String good, String bad, String expected) {
    assertThat(GOOD).contains(good);
    assertThatThrownBy(() -> RegistryFile.resources("r.json", GOOD.replace(good, bad)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
  }

  static Stream<Arguments> fault_isToldWithFileLineAndMember() {
    return Stream.of(
        arguments("\"991825827\"", "\"991825828\"", "r.json line 3, orgNumber: must be nine"),
        arguments("\"974761076\"", "974761076", "r.json line 5, orgNumber: must be a string"),
        arguments("\"orgCode\": \"TTD\"", "\"orgCode\": \" \"", "r.json line 3, orgCode: must be"),
        arguments(", \"orgCode\": \"TTD\"", "", "r.json line 2, orgCode: is missing"),
        arguments(
            "Level\": 4", "Level\": 5", "line 5, minimumAuthenticationLevel: must be a whole"),
        arguments("Level\": 4", "Level\": 3.5", "line 5, minimumAuthenticationLevel: must be a"),
        arguments("\"delegable\": false", "\"delegable\": 0", "line 6, delegable: must be true"),
        arguments("\"Other\"", "7", "r.json line 6, title: must be a string, or"),
        arguments("\"delegable\"", "\"delegabel\"", "r.json line 6, delegabel: is not known"),
        arguments(
            "\"GenericAccessResource\"", "\"Consent\"", "line 2, resourceType: must be one of"),
        arguments("\"other\"", "\"My-Service\"", "r.json line 4, id: is used twice"),
        arguments("\"other\"", "\"a b\"", "r.json line 4, id: must be urn:altinn:resource:"),
        arguments("\"other\"", "\"urn:altinn:app:x\"", "r.json line 4, id: must be urn"),
        arguments("\"other\"", "\"other\", \"id\": \"x\"", "r.json line 4: Duplicate field 'id'"),
        arguments("{ \"id\": \"other\",", "7, { \"id\": \"other\",", "r.json line 4: each entry"),
        arguments("]\n", "", "r.json line 7"),
        arguments("]\n", "] 7", "r.json line 7: nothing may follow"),
        arguments("[\n", "{\"a\": [\n", "r.json line 1: the file must be a JSON array"));
  }

  @Test
  void faults_areToldAllAtOnce() {
    String bad = GOOD.replace("991825827", "1").replace("974761076", "2");

    assertThatThrownBy(() -> RegistryFile.resources("r.json", bad))
        .hasMessageContaining("line 3, orgNumber")
        .hasMessageContaining("line 5, orgNumber");
  }

  @Test
  void owners_areRead() {
    String file =
        "[{\"orgNumber\":\"991825827\",\"orgCode\":\"TTD\",\"name\":\"Testdepartementet\"}]";

    assertThat(RegistryFile.owners("o.json", file))
        .containsExactly(new Owner("991825827", "ttd", Map.of("nb", "Testdepartementet")));
  }

  @Test
  void sampleRegistry_hasAllTypesAndSeveralOwners() {
    RegistrySnapshot sample = RegistrySnapshot.of(List.of(Registries.sample()));

    assertThat(sample.byId().values())
        .extracting(ServiceResource::type)
        .contains("genericaccessresource", "altinnapp", "migratedapp", "correspondenceservice");
    assertThat(sample.codeByNumber())
        .containsEntry("991825827", "ttd")
        .containsEntry("974761076", "skd");
    assertThat(sample.byId().get("urn:altinn:resource:super-simple-service").organizationNumber())
        .isEqualTo("991825827");
    assertThat(sample.nameByCode().get("skd")).containsEntry("nb", "Skatteetaten");
  }

  @Test
  void resourceList_ofAnAltinnRegistry_isRead() {
    String list =
        """
        [
          {"identifier": "App_TTD_x", "resourceType": "AltinnApp", "delegable": false,
           "title": {"nb": "X", "nn": null},
           "hasCompetentAuthority":
             {"organization": "991825827", "orgcode": "TTD", "name": {"nb": "Testdep"}}},
          {"identifier": "no-owner", "resourceType": "AltinnApp", "hasCompetentAuthority": null},
          {"identifier": "no-code", "resourceType": "AltinnApp",
           "hasCompetentAuthority": {"organization": "991825827"}},
          {"identifier": "other-type", "resourceType": "MaskinportenSchema",
           "hasCompetentAuthority": {"organization": "991825827", "orgcode": "ttd"}},
          {"identifier": "no-type", "hasCompetentAuthority": {"organization": "1", "orgcode": "x"}}
        ]
        """;

    RegistryContent content = AltinnResourceList.parse(list);

    assertThat(content.resources())
        .containsExactly(
            new ServiceResource(
                "urn:altinn:resource:app_ttd_x",
                "altinnapp",
                "991825827",
                "ttd",
                null,
                false,
                Map.of("nb", "X")));
    assertThat(content.owners())
        .containsExactly(new Owner("991825827", "ttd", Map.of("nb", "Testdep")));
    assertThatThrownBy(() -> AltinnResourceList.parse("{}")).hasMessageContaining("not an array");
    assertThatThrownBy(() -> AltinnResourceList.parse("<html>")).hasMessageContaining("not JSON");
  }
}

package dev.dialogporten.http.search;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ServiceExtension.class)
class SearchRulesIT {
  private static final String PARTY = "urn:altinn:organization:identifier-no:991825827";
  private static final String ON_BEHALF =
      "endUserId=urn:altinn:person:identifier-no:03886595947&party=" + PARTY;

  private final ApiClient client;

  SearchRulesIT(TestService service) {
    this.client = service.client(ServiceOwner.fresh());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit=0                                             | limit",
        "limit=1001                                          | limit",
        "limit=abc                                           | limit",
        "limit=                                              | limit",
        "orderBy=createdAt,createdAt                         | orderBy",
        "orderBy=foo                                         | orderBy",
        "orderBy=createdAt_up                                | orderBy",
        "orderBy=                                            | orderBy",
        "continuationToken=abc                               | continuationToken",
        "continuationToken=                                  | continuationToken",
        "party=                                              | party[0]",
        "party=URN:altinn:organization:identifier-no:991825827 | party[0]",
        "party=urn:altinn:organization:identifier-no:991825828 | party[0]",
        "party=urn:altinn:systemuser:uuid:0199b8c1-6f2e-7a10-9d5e-0d5f2f6f7a01 | party[0]",
        "status=New                                          | status[0]",
        "status=Draft&status=none                            | status[1]",
        "systemLabel=x                                       | systemLabel[0]",
        "deleted=maybe                                       | deleted",
        "isContentSeen=1                                     | isContentSeen",
        "excludeApiOnly=yes                                  | excludeApiOnly",
        "createdAfter=2024-01-01T00:00:00                    | createdAfter",
        "createdAfter=2024-01-01T00:00:00+01:00              | createdAfter",
        "dueBefore=tomorrow                                  | dueBefore",
        "createdAfter=2024-01-02T00:00:00Z&createdBefore=2024-01-01T00:00:00Z | createdAfter",
        "visibleAfter=2024-01-02T00:00:00Z&visibleBefore=2024-01-01T00:00:00Z | visibleAfter",
        "process=inval%7Cd                                   | process",
        "serviceOwnerLabels=ab                               | serviceOwnerLabels[0]",
        "serviceOwnerLabels=abc&serviceOwnerLabels=a*b       | serviceOwnerLabels[1]",
        "search=word                                         | search",
        "searchLanguageCode=no                               | searchLanguageCode",
        "searchLanguageCode=xx                               | searchLanguageCode",
        "endUserId=urn:altinn:person:identifier-no:03886595947 | endUserId",
        "endUserId=garbage                                   | EndUserId",
        "endUserId=urn:altinn:systemuser:uuid:0199b8c1-6f2e-7a10-9d5e-0d5f2f6f7a01 | EndUserId",
        "endUserId=03886595947&party=urn:altinn:organization:identifier-no:991825827 | endUserId",
        "externalReference=a%00b                             | externalReference",
        "extendedStatus=a%00b                                | extendedStatus",
      })
  void refused_key(String query, String key) {
    assertThat(errors(query).fieldNames()).containsExactly(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "searchLanguageCode=en_GB",
        "serviceOwnerLabels=ab*",
        "process=relative/path",
        "process=",
        "limit=1000",
        "isContentSeen=",
        "deleted=",
        "serviceOwnerLabels=",
        "party=urn:altinn:person:idporten-email:Person%2540Example.com"
      })
  void accepted(String query) {
    client.get(DIALOGS + "?" + query).expect(200);
  }

  @Test
  void counts() {
    for (String name : new String[] {"serviceResource", "extendedStatus"}) {
      client.get(DIALOGS + "?" + repeated(name, "x", 20)).expect(200);
      assertThat(errors(repeated(name, "x", 21)).fieldNames()).containsExactly(name + ".Count");
    }
    assertThat(errors(repeated("party", PARTY, 21)).fieldNames()).containsExactly("party.Count");
    String endUser = "endUserId=urn:altinn:person:identifier-no:03886595947&";
    client.get(DIALOGS + "?" + endUser + repeated("party", PARTY, 100)).expect(200);
    assertThat(errors(endUser + repeated("party", PARTY, 101)).fieldNames())
        .containsExactly("party.Count");
  }

  @Test
  void unreadableValues_reportedTogether_beforeRules() {
    assertThat(errors("limit=abc&status=x&orderBy=x&dueAfter=x&search=ab").fieldNames())
        .containsExactlyInAnyOrder("limit", "status[0]", "orderBy", "dueAfter");
  }

  @Test
  void violatedRules_reportedTogether() {
    assertThat(errors("limit=0&party=x&search=ab&searchLanguageCode=no").fieldNames())
        .containsExactlyInAnyOrder("limit", "party[0]", "search", "searchLanguageCode");
  }

  @Test
  void search_withoutPerson_namesWhatIsMissing() {
    assertThat(errors("search=word").getJsonArray("search").getString(0)).contains("EndUserId");
    assertThat(errors(ON_BEHALF + "&search=ab").getJsonArray("search").getString(0))
        .contains("at least");
  }

  @Test
  void languageNo_hintsAtTheTwo() {
    assertThat(errors("searchLanguageCode=no").getJsonArray("searchLanguageCode").getString(0))
        .contains("nb", "nn");
  }

  private JsonObject errors(String query) {
    return client.get(DIALOGS + "?" + query).problem(400).getJsonObject("errors");
  }

  private static String repeated(String name, String value, int times) {
    return IntStream.range(0, times)
        .mapToObj(i -> name + "=" + value)
        .collect(Collectors.joining("&"));
  }
}

package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.Edit;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts, their languages, lengths and media types. */
@ExtendWith(ServiceExtension.class)
class ContentIT {
  private static final String EMBED = "application/vnd.dialogporten.frontchannelembed";

  private final ServiceOwner owner;
  private final ApiClient client;
  private final ApiClient letters;
  private final ApiClient legacy;

  ContentIT(TestService service, ServiceOwner owner) {
    this.owner = owner;
    this.client = service.client(owner);
    this.letters = client.with(service.tokens().of(owner, Scope.CORRESPONDENCE));
    this.legacy = client.with(service.tokens().of(owner, Scope.LEGACY_HTML));
  }

  private JsonObject with(String type, String value, String mediaType) {
    String text = Edit.expand(value);
    JsonObject content = Dialogs.content("Title", "Summary");
    content.put(type, Dialogs.text(text).put("mediaType", mediaType));
    return Dialogs.create(owner).put("content", content);
  }

  @ParameterizedTest
  @CsvSource({
    "title, 255, 512",
    "nonSensitiveTitle, 255, 512",
    "summary, 255, 512",
    "nonSensitiveSummary, 255, 512",
    "senderName, 255, 512",
    "additionalInfo, 1023, 1023",
    "extendedStatus, 25, 25"
  })
  void length(String type, int most, int mostOfLetters) {
    client.post(DIALOGS, with(type, "{a*" + most + "}", "text/plain")).expect(201);
    refused(client.post(DIALOGS, with(type, "{a*" + (most + 1) + "}", "text/plain")), "value[0]");
    letters.post(DIALOGS, with(type, "{a*" + mostOfLetters + "}", "text/plain")).expect(201);
    ApiResponse longer =
        letters.post(DIALOGS, with(type, "{a*" + (mostOfLetters + 1) + "}", "text/plain"));
    assertThat(refused(longer, "value[0]")).contains("or fewer");
  }

  private static String refused(ApiResponse response, String where) {
    JsonObject errors = response.problem(400).getJsonObject("errors");
    assertThat(errors.fieldNames()).hasSize(1).allMatch(k -> k.startsWith("dto.content." + where));
    return errors.encode();
  }

  @Test
  void length_isCountedInCodeUnits() {
    client.post(DIALOGS, with("title", "😀".repeat(127) + "a", "text/plain")).expect(201);
    refused(client.post(DIALOGS, with("title", "😀".repeat(128), "text/plain")), "value[0]");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "nb, nb",
        "nn_NO, nn",
        "en-US, en",
        "' EN ', en",
        "no, -",
        "xx, -",
        "nob, -",
        "'', -"
      })
  void language(String sent, String stored) {
    String edit = "/content/title/value/0/languageCode = \"" + sent + "\"";
    JsonObject body = Edit.of(Dialogs.create(owner), edit);
    if (stored == null) {
      refused(client.post(DIALOGS, body), "value[0].languageCode");
    } else {
      assertThat(titles(client.created(body))).contains("\"languageCode\":\"" + stored + "\"");
    }
  }

  @Test
  void languageNo_isHintedAtItsTwo() {
    String edit = "/content/title/value/0/languageCode = \"no\"";
    ApiResponse response = client.post(DIALOGS, Edit.of(Dialogs.create(owner), edit));
    assertThat(response.problem(400, "dto.content.value[0].languageCode")).contains("nb", "nn");
  }

  @Test
  void stored_longTextsOfACorrespondenceCaller_bindAllWhoPatch() {
    String path =
        DIALOGS + "/" + letters.created(with("title", "{a*256}", "text/plain")).getString("id");
    String patch = "[{\"op\":\"add\",\"path\":\"/progress\",\"value\":5}]";
    client.patch(path, patch).problem(400, "dto.content.value");
    letters.patch(path, patch).expect(204);
    client.patch(path, Dialogs.newTitle("Short")).expect(204);
    client.patch(path, patch).expect(204);
  }

  @Test
  void sameLanguageTwice_isAFaultOfTheList() {
    String edit = "/content/title/value/1 = {\"value\":\"x\",\"languageCode\":\"nb-NO\"}";
    ApiResponse response = client.post(DIALOGS, Edit.of(Dialogs.create(owner), edit));
    assertThat(response.problem(400, "dto.content.value")).containsIgnoringCase("duplicate");
  }

  private static String titles(JsonObject dialog) {
    return dialog.getJsonObject("content").getJsonObject("title").encode();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title | text/markdown",
        "title | Text/Plain",
        "title | text/html",
        "summary | text/markdown",
        "additionalInfo | text/html",
        "additionalInfo | ''",
        "mainContentReference | text/plain",
        "mainContentReference | " + EMBED + "-url;type=text/html",
        "mainContentReference | " + EMBED + "-url; type=text/markdown",
        "mainContentReference | " + EMBED + "+json;type=html"
      })
  void mediaType_notAllowed(String type, String mediaType) {
    refused(client.post(DIALOGS, with(type, "https://example.com/", mediaType)), "mediaType");
  }

  @ParameterizedTest
  @CsvSource({
    EMBED + "-url;type=text/markdown," + EMBED + "-url;type=text/markdown",
    EMBED + "+json;type=markdown," + EMBED + "-url;type=text/markdown",
    EMBED + "-url;type=text/html," + EMBED + "-url;type=text/html",
    EMBED + "+json;type=html," + EMBED + "-url;type=text/html"
  })
  void mediaTypeOfAReference_oldNamesAreReplaced(String sent, String stored) {
    JsonObject body = with("mainContentReference", "https://example.com/m", sent);
    JsonObject content = legacy.created(body).getJsonObject("content");
    assertThat(content.getJsonObject("mainContentReference").getString("mediaType"))
        .isEqualTo(stored);
  }

  @Test
  void mediaTypeOfAReference_cannotBeLeftOut() {
    JsonObject body = with("mainContentReference", "https://example.com/m", "x");
    refused(
        client.post(DIALOGS, Edit.of(body, "/content/mainContentReference/mediaType = none")),
        "mediaType");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://example.com/", "/relative", "https:", "no url"})
  void reference_mustBeAbsoluteHttps(String url) {
    JsonObject body = with("mainContentReference", url, EMBED + "-url;type=text/markdown");
    assertThat(refused(client.post(DIALOGS, body), "value[0]")).contains("https");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<p>x<br><strong>y</strong></p> | 201",
        "<a href=\"https://example.com\">x</a> | 201",
        "<a href=\"HTTPS://example.com\">x</a> | 201",
        "plain &amp; text <!-- comment --> | 201",
        "<table><thead><tr><th>x</th></tr></thead><tbody><tr><td>y</td></tr></tbody></table> | 201",
        "<table><tbody><tr><td><table><tr><td>y</td></tr></table></td></tr></tbody></table> | 201",
        "<a href=\"http://example.com\">x</a> | 400",
        "<a href=\"https://example.com\" class=\"x\">x</a> | 400",
        "<a>x</a> | 400",
        "<table><tr><td style=\"x\">y</td></tr></table> | 400",
        "<p onclick=\"x\">y</p> | 400",
        "<script>x</script> | 400",
        "<div>x</div> | 400",
        "<img src=\"https://example.com\"> | 400"
      })
  void html_withItsScope(String html, int status) {
    legacy.post(DIALOGS, with("additionalInfo", html, "text/html")).expect(status);
    refused(client.post(DIALOGS, with("additionalInfo", "<p>x</p>", "text/html")), "mediaType");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/content/title = none | dto.content",
        "/content/title/value = [] | dto.content.value",
        "/content/title/value/0/value = \" \" | dto.content.value[0].value",
        "/content/title/value/0/value = \"\u00a0\" | dto.content.value[0].value",
        "/isApiOnly = true; /content/title = none | dto.content"
      })
  void titleIsNeeded(String edit, String key) {
    client.post(DIALOGS, Edit.of(Dialogs.create(owner), edit)).problem(400, key);
  }

  @Test
  void apiOnlyDialog_needsNoContent() {
    JsonObject body = Dialogs.create(owner).put("isApiOnly", true);
    body.remove("content");
    assertThat(client.created(body).containsKey("content")).isFalse();
  }

  @Test
  void texts_comeBackByLanguage() {
    String edits =
        "/content/title/value/1 = {\"value\":\"b\",\"languageCode\":\"en\"};"
            + "/content/title/value/2 = {\"value\":\"c\",\"languageCode\":\"de\"}";
    JsonObject dialog = client.created(Edit.of(Dialogs.create(owner), edits));
    assertThat(titles(dialog)).containsSubsequence("\"de\"", "\"en\"", "\"nb\"");
  }
}

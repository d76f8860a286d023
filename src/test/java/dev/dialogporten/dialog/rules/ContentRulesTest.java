package dev.dialogporten.dialog.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Scope;
import dev.dialogporten.dialog.body.DialogBodies;
import dev.dialogporten.dialog.body.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentRulesTest {
  private static final String EMBED = "application/vnd.dialogporten.frontchannelembed";

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
  void longestText(String type, int limit, int correspondenceLimit) {
    assertThat(faults(text(type, limit))).isEmpty();
    assertFault(faults(text(type, limit + 1)), "dto.content.value[0].value", type);
    assertFault(
        faults(text(type, limit + 1)),
        "dto.content.value[0].value",
        limit + " characters or fewer");
    assertThat(faults(text(type, correspondenceLimit), Scope.CORRESPONDENCE)).isEmpty();
    assertFault(
        faults(text(type, correspondenceLimit + 1), Scope.CORRESPONDENCE),
        "dto.content.value[0].value",
        correspondenceLimit + " characters or fewer");
  }

  @Test
  void longestReference() {
    String start = "https://example.com/";
    String longest = start + "x".repeat(1023 - start.length());
    assertThat(faults(content("mainContentReference", EMBED + "-url;type=text/markdown", longest)))
        .isEmpty();
    assertFault(
        faults(content("mainContentReference", EMBED + "-url;type=text/markdown", longest + "x")),
        "dto.content.value[0].value",
        "1023");
  }

  /** Which media types are open to whom: nobody, all, or callers with the legacy HTML scope. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "title, text/plain, all",
        "title, text/markdown, nobody",
        "title, Text/Plain, nobody",
        "summary, text/html, nobody",
        "extendedStatus, text/markdown, nobody",
        "additionalInfo, text/plain, all",
        "additionalInfo, text/markdown, all",
        "additionalInfo, text/html, legacy",
        "additionalInfo, TEXT/HTML, nobody",
        "additionalInfo, EMBED-url;type=text/markdown, nobody",
        "mainContentReference, text/plain, nobody",
        "mainContentReference, text/html, nobody",
        "mainContentReference, EMBED-url;type=text/markdown, all",
        "mainContentReference, EMBED+json;type=markdown, all",
        "mainContentReference, EMBED-url;type=text/html, legacy",
        "mainContentReference, EMBED+json;type=html, legacy",
        "mainContentReference, EMBED+json;type=plain, nobody"
      })
  void mediaType(String type, String mediaType, String openTo) {
    String media = mediaType.replace("EMBED", EMBED);
    ObjectNode body = content(type, media, "https://x.no");
    if (openTo.equals("all")) {
      assertThat(faults(body)).isEmpty();
    } else {
      assertFault(faults(body), "dto.content.mediaType", type);
      assertThat(faults(body).get("dto.content.mediaType").get(0).split(", but is ")[0])
          .as("deprecated names are not offered")
          .doesNotContain("+json;");
    }
    if (!openTo.equals("nobody")) {
      assertThat(faults(body, Scope.LEGACY_HTML)).isEmpty();
    } else {
      assertFault(faults(body, Scope.LEGACY_HTML), "dto.content.mediaType", type);
    }
  }

  @Test
  void mediaType_leftOut_isTextPlain() {
    ObjectNode body = Samples.create();
    Samples.set(body, "/content/mainContentReference/mediaType", null);
    assertFault(faults(body), "dto.content.mediaType", "mainContentReference");
  }

  @Test
  void mediaType_blank() {
    assertFault(faults(content("title", " ", "x")), "dto.content.mediaType", "not be empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://x.no", "x.no", "https://", "/x", "javascript:alert(1)"})
  void reference_mustBeHttps(String url) {
    String media = EMBED + "-url;type=text/markdown";
    assertFault(
        faults(content("mainContentReference", media, url)), "dto.content.value[0].value", "https");
  }

  @Test
  void reference_eachValueIsChecked() {
    ObjectNode body = Samples.create();
    Samples.set(
        body,
        "/content/mainContentReference/value/-",
        "{\"value\": \"http://x.no\", \"languageCode\": \"en\"}");
    assertFault(faults(body), "dto.content.value[1].value", "https");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/content/title | ~ | dto.content | title",
        "/content/title/value | [] | dto.content.value | not be empty",
        "/content/title/value | ~ | dto.content.value | not be empty",
        "/content/title/value/0/value | ' ' | dto.content.value[0].value | not be empty",
        "/content/title/value/0/value | '\u00a0\u2003' | dto.content.value[0].value | -",
        "/content/title/value/1/languageCode | 'no' | dto.content.value[1].languageCode | nn",
        "/content/title/value/1/languageCode | 'eng' | dto.content.value[1].languageCode | ISO"
            + " 639-1",
        "/content/title/value/1/languageCode | 'nb-NO' | dto.content.value | duplicate",
        "/transmissions/0/content | ~ | dto.transmissions[0].content | not be empty",
        "/transmissions/0/content/title | ~ | dto.transmissions[0].content | title",
        "/transmissions/0/content/summary/mediaType | 'text/markdown' |"
            + " dto.transmissions[0].content.mediaType | summary",
        "/transmissions/0/content/contentReference/value/0/value | 'x' |"
            + " dto.transmissions[0].content.value[0].value | https"
      })
  void oneFault(String pointer, String json, String key, String text) {
    String value = json.equals("~") ? null : json.replace('\'', '"');
    Map<String, List<String>> faults = faults(Samples.set(Samples.create(), pointer, value));
    if (text.equals("-")) {
      // Java and the reference disagree on which of these are blanks; either verdict is fine
      assertThat(faults.keySet()).isSubsetOf(key);
    } else {
      assertFault(faults, key, text);
    }
  }

  @Test
  void transmissionText_maxima() {
    String pointer = "/transmissions/0/content/summary/value/0/value";
    ObjectNode body = Samples.set(Samples.create(), pointer, '"' + "x".repeat(256) + '"');
    assertFault(faults(body), "dto.transmissions[0].content.value[0].value", "255");
    assertThat(faults(body, Scope.CORRESPONDENCE)).isEmpty();
  }

  @Test
  void apiOnly_mayLackContent_butNotATitle() {
    ObjectNode body = Samples.set(Samples.create(), "/isApiOnly", "true");
    Samples.set(body, "/transmissions/0/content", null);
    assertThat(faults(Samples.set(body.deepCopy(), "/content", null))).isEmpty();
    assertFault(faults(Samples.set(body, "/content", "{}")), "dto.content", "title");
  }

  @Test
  void html_isChecked() {
    ObjectNode body = content("additionalInfo", "text/html", "<p onclick='x'>x</p>");
    assertFault(faults(body, Scope.LEGACY_HTML), "dto.content.value[0].value", "HTML");
  }

  @Test
  void traits() {
    ObjectNode content = (ObjectNode) Samples.create().get("content");
    assertThat(ContentTraits.of(null)).isEqualTo(ContentTraits.NONE);
    assertThat(ContentTraits.of(content)).isEqualTo(ContentTraits.NONE);
    assertThat(ContentTraits.of((ObjectNode) text("summary", 255).get("content")).longTexts())
        .isFalse();
    assertThat(ContentTraits.of((ObjectNode) text("summary", 256).get("content")).longTexts())
        .isTrue();
    assertThat(
            ContentTraits.of((ObjectNode) text("additionalInfo", 256).get("content")).longTexts())
        .isFalse();
    for (String media : List.of("text/html", EMBED + "-url;type=text/html")) {
      ObjectNode html = (ObjectNode) content("additionalInfo", media, "x").get("content");
      assertThat(ContentTraits.of(html)).isEqualTo(new ContentTraits(false, true));
    }
  }

  private static ObjectNode text(String type, int length) {
    return content(type, "text/plain", "x".repeat(length));
  }

  private static ObjectNode content(String type, String mediaType, String value) {
    ObjectNode body = Samples.create();
    Samples.set(body, "/content/" + type, "{\"value\": [{\"languageCode\": \"nb\"}]}");
    ((ObjectNode) body.at("/content/" + type)).put("mediaType", mediaType);
    ((ObjectNode) body.at("/content/" + type + "/value/0")).put("value", value);
    return body;
  }

  private static void assertFault(Map<String, List<String>> faults, String key, String text) {
    assertThat(faults).containsOnlyKeys(key);
    assertThat(faults.get(key)).anySatisfy(t -> assertThat(t).contains(text));
  }

  private static Map<String, List<String>> faults(ObjectNode body, String... scopes) {
    return Samples.errors(BodyRules.create(DialogBodies.create(body), Samples.context(scopes)));
  }
}

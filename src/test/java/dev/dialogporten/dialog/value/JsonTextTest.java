package dev.dialogporten.dialog.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "{",
        "{]",
        "{} {}",
        "{},",
        "[1,]",
        "{\"a\":1,}",
        "// x\n{}",
        "/* x */ {}",
        "{'a':1}",
        "{a:1}",
        "NaN",
        "[NaN]",
        "[Infinity]",
        "[01]",
        "[+1]",
        "[.5]",
        "[1.]",
        "\"a\u0001b\"",
        "\"a\tb\"",
        "\"\\x\"",
        "\"\\u12\"",
        "nul",
        "null"
      })
  void parse_malformed(String text) {
    assertRefused(text.getBytes(StandardCharsets.UTF_8), "SerializerErrors");
  }

  /** A client has no use for names of classes. */
  @Test
  void parse_twoDocuments_isToldInPlainWords() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> parse("{} {}"))
        .satisfies(
            refused ->
                assertThat(refused.problem().errors().get("SerializerErrors").get(0))
                    .contains("after the end", "line 1")
                    .doesNotContain("jackson", "`"));
  }

  /** Where it is, and nothing of what the parser says or the body holds. */
  @ParameterizedTest
  @ValueSource(
      strings = {"{\n\"a\": secret}", "{\n'secret'}", "[\n1,]", "{\n\"a\": 01}", "\n\"secret"})
  void parse_malformed_isToldByItsPlace(String text) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> parse(text))
        .satisfies(
            refused ->
                assertThat(refused.problem().errors().get("SerializerErrors").get(0))
                    .matches("The body is not valid JSON \\(line 2, column \\d+\\)\\."));
  }

  @Test
  void parse_depth() {
    String deepest = "[".repeat(64) + "]".repeat(64);
    assertThat(parse(deepest).isArray()).isTrue();
    assertRefused(("[" + deepest + "]").getBytes(StandardCharsets.UTF_8), "SerializerErrors");
  }

  @Test
  void parse_numberLength() {
    assertThat(parse("[" + "1".repeat(200) + "]").get(0).isNumber()).isTrue();
    assertRefused(
        ("[" + "1".repeat(201) + "]").getBytes(StandardCharsets.UTF_8), "SerializerErrors");
  }

  @Test
  void parse_hugeExponent_isANumber() {
    assertThat(parse("[1e999999999]").get(0).isNumber()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e9999999999",
        "-1e99999999999999999999",
        "1e-9999999999",
        "0e2147483648",
        "1.5e-2147483648"
      })
  void parse_exponentOutOfRange(String number) {
    assertRefused(("[" + number + "]").getBytes(StandardCharsets.UTF_8), "SerializerErrors");
  }

  @Test
  void parse_repeatedMember_lastOneWins() {
    assertThat(parse("{\"a\":1,\"a\":2}").get("a").intValue()).isEqualTo(2);
  }

  @Test
  void parse_byteOrderMark_isIgnored() {
    assertThat(parse("\uFEFF{}").isObject()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32BE", "UTF-32LE"})
  void parse_otherEncoding(String charset) {
    assertRefused("{\"a\":1}".getBytes(Charset.forName(charset)), "SerializerErrors");
  }

  /** The middle of a JSON string, in bytes. */
  @ParameterizedTest
  @CsvSource({
    "80, lone continuation",
    "C080, overlong zero",
    "C1A1, overlong letter",
    "E08080, overlong",
    "E38080FF, impossible byte",
    "EDA080, encoded surrogate",
    "F0808080, overlong",
    "F4908080, beyond Unicode",
    "F8888080, five bytes",
    "E282, cut short"
  })
  void parse_invalidUtf8(String hex, String why) {
    byte[] middle = HexFormat.of().parseHex(hex);
    byte[] text = new byte[middle.length + 2];
    text[0] = '"';
    System.arraycopy(middle, 0, text, 1, middle.length);
    text[text.length - 1] = '"';
    assertRefused(text, "SerializerErrors");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":{\"b\":[1,\"x\\u0000\"]}} | a.b[1]",
        "[[\"\\u0000\"]]                 | [0][0]",
        "{\"a\":[{\"b\":\"\\ud800\"}]}    | a[0].b",
        "{\"a\":\"\\udc00\\ud800\"}      | a",
        "{\"a\":\"\\uD83Dx\"}             | a",
        "\"\\u0000\"                     | SerializerErrors",
        "{\"a\":{\"x\\u0000\":1}}         | a",
        "{\"\\udfff\":1}                  | SerializerErrors"
      })
  void parse_textThatCannotBeStored(String text, String key) {
    assertRefused(text.getBytes(StandardCharsets.UTF_8), key);
  }

  @Test
  void parse_escapesThatCanBeStored() {
    JsonNode node = parse("[\"\\ud83d\\ude00\", \"\\\\u0000\", \"\\u0001\\u00e6\", \"æ😀€\"]");
    assertThat(node.get(0).textValue()).isEqualTo("😀");
    assertThat(node.get(1).textValue()).isEqualTo("\\u0000");
    assertThat(node.get(2).textValue()).isEqualTo("\u0001æ");
    assertThat(node.get(3).textValue()).isEqualTo("æ😀€");
  }

  @Test
  void write_roundTrip() {
    String text = "{\"b\":[1,\"æ\\\"😀\",true],\"a\":{}}";
    assertThat(JsonText.write(JsonText.parse(text))).isEqualTo(text);
  }

  private static JsonNode parse(String text) {
    return JsonText.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(byte[] text, String key) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> JsonText.parse(text))
        .satisfies(
            refused -> {
              assertThat(refused.problem().type()).isEqualTo(ProblemType.MALFORMED_BODY);
              assertThat(refused.problem().errors()).containsOnlyKeys(key);
            });
  }
}

package dev.dialogporten.dialog.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.value.Instants;
import dev.dialogporten.dialog.value.JsonText;
import dev.dialogporten.dialog.value.Uris;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.testing.Fuzz;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Texts inside of bodies: read as they will be written, or refused. */
class TextFuzzTest {

  @Test
  void json() {
    Fuzz.of("{\"a\":[1,2.5e3,\"x\\u00e5\",null,true,{}]}", "[]", "17", "\"\"")
        .run(
            20_000,
            text -> {
              try {
                String written =
                    JsonText.write(JsonText.parse(text.getBytes(StandardCharsets.UTF_8)));
                assertThat(JsonText.write(JsonText.parse(written))).isEqualTo(written);
              } catch (ProblemException refusal) {
                assertThat(refusal.problem().type().status()).isEqualTo(400);
              }
            });
  }

  @Test
  void pointers() {
    Fuzz.of("", "/", "/a/b~1c~0/0", "/attachments/-", "a/b")
        .run(
            20_000,
            text -> {
              try {
                Pointer pointer = Pointer.parse(text);
                assertThat(Pointer.parse(pointer.text())).isEqualTo(pointer);
              } catch (PatchFailure refusal) {
                assertThat(refusal).hasMessageNotContaining("Exception");
              }
            });
  }

  @Test
  void instants() {
    Fuzz.of("2024-02-29T12:34:56.1234567Z", "2091-01-01T00:00:00+05:30", "0001-01-01T00:00:00Z")
        .run(
            20_000,
            text ->
                Instants.parse(text)
                    .ifPresent(
                        instant ->
                            assertThat(Instants.parse(Instants.format(instant)))
                                .contains(instant)));
  }

  @Test
  void uris() {
    Fuzz.of("https://example.com:8080/a%20b?c=d#e", "http://[::1]/", "urn:altinn:resource:x")
        .run(
            20_000,
            text ->
                Uris.normalized(text)
                    .ifPresent(uri -> assertThat(Uris.normalized(uri)).contains(uri)));
  }
}

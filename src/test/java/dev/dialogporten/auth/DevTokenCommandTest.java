package dev.dialogporten.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dialogporten.auth.dev.DevTokenCommand;
import dev.dialogporten.config.AuthSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sub-command that prints a token. */
class DevTokenCommandTest {
  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void options_becomeClaims() throws IOException {
    int code =
        run(
            AuthSettings.Mode.DEV,
            "--org",
            "974761076",
            "--code",
            "skd",
            "--scope",
            "a,b",
            "--scope",
            "c",
            "--pid",
            "08844397713",
            "--ttl",
            "60");

    assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
    JsonNode claims = claims();
    assertThat(claims.at("/consumer/ID").textValue()).isEqualTo("0192:974761076");
    assertThat(claims.path("urn:altinn:org").textValue()).isEqualTo("skd");
    assertThat(claims.path("scope").textValue()).isEqualTo("a b c");
    assertThat(claims.path("pid").textValue()).isEqualTo("08844397713");
    assertThat(claims.path("exp").longValue() - claims.path("iat").longValue()).isEqualTo(60);
    assertThat(claims.path("iss").textValue()).isEqualTo("http://localhost:8080/dev");
  }

  @Test
  void withoutOptions_isTheSampleServiceOwner() throws IOException {
    assertThat(run(AuthSettings.Mode.DEV)).isZero();
    assertThat(claims().at("/consumer/ID").textValue()).isEqualTo("0192:991825827");
    assertThat(claims().path("urn:altinn:org").textValue()).isEqualTo("ttd");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--organization 1", "--org", "--ttl soon", "991825827"})
  void options_wrong_areExplained(String arguments) {
    assertThat(run(AuthSettings.Mode.DEV, arguments.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("usage: token");
    assertThat(out.size()).isZero();
  }

  @Test
  void jwtMode_makesNoTokens() {
    assertThat(run(AuthSettings.Mode.JWT)).isEqualTo(2);
    assertThat(out.size()).isZero();
    assertThat(directory).isEmptyDirectory();
  }

  private int run(AuthSettings.Mode mode, String... arguments) {
    AuthSettings settings =
        new AuthSettings(
            mode,
            Map.of(),
            Duration.ofHours(1),
            10,
            false,
            new AuthSettings.Dev(
                "http://localhost:8080/dev", Optional.of(directory.resolve("k.pem")), false));
    return DevTokenCommand.run(
        List.of(arguments), settings, DevTokenCommandTest::noShared, stream(out), stream(err));
  }

  private static String noShared(Supplier<String> offer) {
    throw new AssertionError("the key is in a file");
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private JsonNode claims() throws IOException {
    String token = out.toString(StandardCharsets.UTF_8).strip();
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
  }
}

package dev.dialogporten.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dialogporten.auth.dev.DevIssuer;
import dev.dialogporten.auth.dev.DevTokenDesk;
import dev.dialogporten.auth.dev.DevTokenRequest;
import dev.dialogporten.config.AuthSettings;
import dev.dialogporten.registry.Registries;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Development mode: tokens made here, accepted by the way every token takes. */
class DevTokensTest {
  private static final String ISSUER = "http://localhost:8080/dev";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private Vertx vertx;
  private Path keyFile;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    keyFile = directory.resolve("new").resolve("key.pem");
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void token_ofDefaults_isTheSampleServiceOwner() throws Exception {
    Authentication authentication = authentication();
    String token = tokenIn(desk(authentication).token());

    Principal principal = authentication.authenticator().authenticate("Bearer " + token).await();

    assertThat(principal.userType()).isEqualTo(UserType.ServiceOwner);
    assertThat(principal.caller().organizationNumber()).isEqualTo("991825827");
    assertThat(principal.caller().organizationCode()).isEqualTo("ttd");
    assertThat(principal.scopes())
        .containsExactlyInAnyOrderElementsOf(DevTokenRequest.SERVICE_OWNER_SCOPES);
  }

  @Test
  void token_ofAnotherOwner_getsItsShortNameFromTheRegistry() throws Exception {
    Authentication authentication = authentication();
    String token =
        tokenIn(
            desk(authentication)
                .token(JSON.readTree("{\"orgNumber\":\"974761076\",\"scopes\":[\"a\",\"b\"]}")));

    Principal principal = authentication.authenticator().authenticate("Bearer " + token).await();

    assertThat(principal.caller().organizationCode()).isEqualTo("skd");
    assertThat(principal.scopes()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void token_madeBeforeARestart_isStillAccepted() throws Exception {
    String token = DevIssuer.open(ISSUER, keyFile).mint(DevTokenRequest.ofDefaults());

    assertThat(authentication().authenticator().authenticate("Bearer " + token).await())
        .isNotNull();
  }

  @Test
  void keyFile_isForItsOwnerOnly() throws Exception {
    DevIssuer.open(ISSUER, keyFile);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)))
        .isEqualTo("rw-------");
    assertThat(keyFile.getParent()).isDirectoryNotContaining("glob:**.tmp");
  }

  private Authentication authentication() {
    Registries registries = new Registries(vertx, TestAuthenticator.noRegistry(), true, null);
    registries.start().await();
    AuthSettings settings =
        new AuthSettings(
            AuthSettings.Mode.DEV,
            Map.of(),
            Duration.ofHours(1),
            10,
            true,
            new AuthSettings.Dev(ISSUER, Optional.of(keyFile), false));
    return Authentication.start(vertx, settings, registries.resources(), offer -> offer.get())
        .await();
  }

  private static DevTokenDesk desk(Authentication authentication) {
    return new DevTokenDesk(authentication.devIssuer().orElseThrow());
  }

  private static String tokenIn(String response) throws Exception {
    JsonNode json = JSON.readTree(response);
    assertThat(json.path("token_type").textValue()).isEqualTo("Bearer");
    return json.path("access_token").textValue();
  }
}

package dev.dialogporten.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dialogporten.config.RegistrySettings;
import dev.dialogporten.dialog.ActorNames;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import dev.dialogporten.registry.Registries;
import dev.dialogporten.registry.ResourceRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registries while their sources change, fail and come back. */
class RegistriesTest {
  private static final String LIST =
      """
      [{"identifier": "listed", "resourceType": "AltinnApp", "hasCompetentAuthority":
        {"organization": "991825827", "orgcode": "ttd", "name": {"nb": "Testdep"}}}]
      """;
  private static final String ACTOR = "urn:altinn:person:identifier-no:08844397713";

  @TempDir Path directory;
  private Vertx vertx;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void file_faulty_keepsTheServiceFromStarting() throws Exception {
    Path file = write("resources.json", "[{\"id\": \"x\"}]");

    assertThatThrownBy(
            () -> new Registries(vertx, files(file, null, null), false, null).start().await())
        .hasMessageContaining("resources.json line 1, resourceType: is missing");
  }

  @Test
  void file_changed_isReadAgain() throws Exception {
    Path file = write("resources.json", resource("a", "991825827", "ttd"));
    Registries registries = started(files(file, null, null));
    ResourceRegistry resources = registries.resources();
    long version = resources.version();
    assertThat(resources.isOwnedBy("urn:altinn:resource:A", "991825827")).isTrue();

    write("resources.json", resource("b", "974761076", "skd"));
    registries.start().await();

    assertThat(resources.find("urn:altinn:resource:a")).isEmpty();
    assertThat(resources.isOwnedBy("urn:altinn:resource:b", "974761076")).isTrue();
    assertThat(resources.organizationCode("974761076")).contains("skd");
    assertThat(resources.organizationCode("991825827")).isEmpty();
    assertThat(resources.version()).isGreaterThan(version);
  }

  @Test
  void file_spoiled_leavesWhatWasKnown() throws Exception {
    Path file = write("resources.json", resource("a", "991825827", "ttd"));
    Registries registries = started(files(file, null, null));
    long version = registries.resources().version();

    write("resources.json", "[");
    assertThat(catchThrowable(() -> registries.start().await())).isNotNull();

    assertThat(registries.resources().find("urn:altinn:resource:a")).isPresent();
    assertThat(registries.resources().version()).isEqualTo(version);
  }

  @Test
  void list_unreachable_is502UntilItAnswered_andStaleAfterwards() {
    TestProvider list = new TestProvider(vertx, LIST);
    list.status(500);
    Registries registries = started(listAt(list.keys()));
    TestAuthenticator subject =
        new TestAuthenticator(
            vertx,
            registries,
            issuers -> issuers.addFixed("test", TestAuthenticator.ISSUER, TestKeys.keySet("rsa")));
    assertThat(catchThrowable(() -> subject.accept(Token.good().compact())))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().type()).isEqualTo(ProblemType.BAD_GATEWAY));
    assertThat(subject.refusal("Bearer x")).contains("invalid_token");

    list.status(200);
    registries.start().await();
    assertThat(subject.accept(Token.good().compact()).caller().organizationCode()).isEqualTo("ttd");

    list.status(500);
    registries.start().await();
    assertThat(subject.accept(Token.good().compact())).isNotNull();
    assertThat(registries.resources().find("urn:altinn:resource:listed")).isPresent();
  }

  @Test
  void registry_changed_changesWhoRememberedTokensStandFor() throws Exception {
    Path file = write("resources.json", resource("a", "991825827", "old"));
    Registries registries = started(files(file, null, null));
    TestAuthenticator subject =
        new TestAuthenticator(
            vertx,
            registries,
            issuers -> issuers.addFixed("test", TestAuthenticator.ISSUER, TestKeys.keySet("rsa")));
    String token = Token.good().compact();
    assertThat(subject.accept(token).caller().organizationCode()).isEqualTo("old");

    write("resources.json", resource("a", "991825827", "newer"));
    registries.start().await();

    assertThat(subject.accept(token).caller().organizationCode()).isEqualTo("newer");
  }

  @Test
  void file_winsOverList() throws Exception {
    TestProvider list = new TestProvider(vertx, LIST);
    Path file = write("resources.json", resource("listed", "974761076", "skd"));
    Registries registries =
        started(settings(Optional.of(file), Optional.of(list.keys()), null, null));

    assertThat(registries.resources().isOwnedBy("urn:altinn:resource:listed", "974761076"))
        .isTrue();
  }

  @Test
  void names_notListed_areAcceptedOrRefusedAsSet() throws Exception {
    Path names =
        write("names.json", "{\"urn:altinn:organization:identifier-no:991825827\": \"X\"}");

    assertThat(
            started(files(null, names, RegistrySettings.UnknownNames.REFUSE)).names().nameOf(ACTOR))
        .isEqualTo(new ActorNames.Answer.Unknown());
    assertThat(
            started(files(null, names, RegistrySettings.UnknownNames.ACCEPT)).names().nameOf(ACTOR))
        .isEqualTo(new ActorNames.Answer.Nameless());
    assertThat(started(TestAuthenticator.noRegistry()).names().nameOf(ACTOR))
        .isEqualTo(new ActorNames.Answer.Nameless());
  }

  @Test
  void access_withoutFile_isEverythingInDevelopmentAndNothingElsewhere() {
    RegistrySettings none = TestAuthenticator.noRegistry();

    assertThat(new Registries(vertx, none, true, null).access().isUnrestricted()).isTrue();
    Registries jwt = new Registries(vertx, none, false, null);
    assertThat(jwt.access().isUnrestricted()).isFalse();
    assertThat(jwt.access().mayAccess(ACTOR, ACTOR, "urn:altinn:resource:a")).isFalse();
    assertThat(jwt.access().grantsOf(ACTOR)).isEmpty();
  }

  private Registries started(RegistrySettings settings) {
    Registries registries = new Registries(vertx, settings, true, null);
    registries.start().await();
    return registries;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static String resource(String name, String number, String code) {
    return """
    [{"id": "%s", "resourceType": "AltinnApp", "orgNumber": "%s", "orgCode": "%s"}]\
    """
        .formatted(name, number, code);
  }

  private static RegistrySettings files(
      Path resources, Path names, RegistrySettings.UnknownNames unknown) {
    return settings(Optional.ofNullable(resources), Optional.empty(), names, unknown);
  }

  private static RegistrySettings listAt(URI url) {
    return settings(Optional.empty(), Optional.of(url), null, null);
  }

  private static RegistrySettings settings(
      Optional<Path> resources,
      Optional<URI> url,
      Path names,
      RegistrySettings.UnknownNames unknown) {
    return new RegistrySettings(
        resources,
        Optional.empty(),
        url,
        false,
        Duration.ofHours(1),
        Optional.ofNullable(names),
        unknown == null ? RegistrySettings.UnknownNames.ACCEPT : unknown,
        Optional.empty());
  }
}

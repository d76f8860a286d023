package dev.dialogporten.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dialogporten.auth.jwt.IssuersBuilder;
import dev.dialogporten.config.AuthSettings;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Where keys come from, and what happens while they change or cannot be had. */
class IssuerKeysTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String RSA_ONLY = TestKeys.keySet("rsa");
  private static final String WITH_P256 = TestKeys.keySet("rsa", "p256");
  private static final String RSA_TOKEN = Token.good().compact();
  private static final String P256_TOKEN = Token.good().signedBy("ES256", "p256").compact();

  private Vertx vertx;
  private TestProvider provider;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    provider = new TestProvider(vertx, RSA_ONLY);
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void discovery_givesIssuerAndKeys() {
    assertThat(discovering(HOUR).accept(RSA_TOKEN)).isNotNull();
  }

  @Test
  void keySetUrl_givesKeys() {
    TestAuthenticator subject = with(HOUR, given(provider.keys().toString(), null));

    assertThat(subject.accept(RSA_TOKEN)).isNotNull();
  }

  @Test
  void audience_demanded_mustBeThere() {
    TestAuthenticator subject = with(HOUR, given(provider.keys().toString(), "us"));

    assertThat(subject.refusal("Bearer " + RSA_TOKEN)).contains("somebody else");
    assertThat(subject.accept(Token.good().claim("aud", "\"us\"").compact())).isNotNull();
    assertThat(subject.accept(Token.good().claim("aud", "[\"x\",\"us\"]").compact())).isNotNull();
    assertThat(subject.refusal("Bearer " + Token.good().claim("aud", "\"use\"").compact()))
        .contains("somebody else");
  }

  @Test
  void newKey_isFetchedWhenATokenNamesIt() {
    TestAuthenticator subject = discovering(Duration.ZERO);
    assertThat(subject.refusal("Bearer " + P256_TOKEN)).contains("no such key");

    provider.keySet(WITH_P256);

    assertThat(subject.accept(P256_TOKEN)).isNotNull();
    assertThat(subject.accept(RSA_TOKEN)).isNotNull();
  }

  @Test
  void removedKey_isNotBelievedAnyMore() {
    provider.keySet(WITH_P256);
    TestAuthenticator subject = discovering(Duration.ZERO);
    subject.accept(RSA_TOKEN);

    provider.keySet(TestKeys.keySet("p256"));
    subject.issuers.start().await();

    assertThat(subject.refusal("Bearer " + RSA_TOKEN)).contains("no such key");
    assertThat(subject.accept(P256_TOKEN)).isNotNull();
  }

  @Test
  void unknownKey_soonAfterTheLastQuestion_asksNobody() {
    TestAuthenticator subject = discovering(HOUR);
    int before = provider.questions();

    for (int i = 0; i < 20; i++) {
      String token = Token.good().header("kid", "\"k" + i + "\"").compact();
      assertThat(subject.refusal("Bearer " + token)).contains("no such key");
    }

    assertThat(provider.questions()).isEqualTo(before).isOne();
  }

  @Test
  void knownKey_ofAWrongType_asksNobody() {
    TestAuthenticator subject = discovering(Duration.ZERO);
    int before = provider.questions();

    subject.refusal(
        "Bearer " + Token.good().signedBy("ES256", "p256").header("kid", "\"rsa\"").compact());

    assertThat(provider.questions()).isEqualTo(before);
  }

  @Test
  void unknownKeys_atTheSameTime_shareOneQuestion() {
    TestAuthenticator subject = discovering(Duration.ZERO);
    int before = provider.questions();
    Promise<Void> gate = provider.holdAnswers();
    provider.keySet(WITH_P256);

    List<Future<Principal>> all =
        IntStream.range(0, 50)
            .mapToObj(i -> Token.good().signedBy("ES256", "p256").claim("jti", "\"" + i + "\""))
            .map(token -> subject.authenticator.authenticate("Bearer " + token.compact()))
            .toList();
    gate.complete();

    assertThat(Future.all(all).await().size()).isEqualTo(50);
    assertThat(provider.questions()).isEqualTo(before + 1);
  }

  @Test
  void provider_goingDown_leavesTheKeysKnown() {
    TestAuthenticator subject = discovering(Duration.ZERO);
    provider.status(500);
    subject.issuers.start().await();

    assertThat(subject.accept(RSA_TOKEN)).isNotNull();
    assertThat(subject.refusal("Bearer " + P256_TOKEN)).contains("no such key");
  }

  @Test
  void provider_downFromTheStart_is503UntilItIsBack() {
    provider.status(500);
    TestAuthenticator discovering = discovering(Duration.ZERO);
    TestAuthenticator given = with(Duration.ZERO, given(provider.keys().toString(), null));
    for (TestAuthenticator subject : List.of(discovering, given)) {
      assertUnavailable(subject);
    }

    provider.status(200);

    assertThat(discovering.accept(RSA_TOKEN)).isNotNull();
    assertThat(given.accept(RSA_TOKEN)).isNotNull();
  }

  @TestFactory
  Stream<DynamicTest> provider_answeringNonsense_isNotBelieved() {
    Map<String, Consumer<TestProvider>> faults =
        Map.of(
            "redirect", p -> p.status(302),
            "no content", p -> p.status(204),
            "not JSON", p -> p.keySet("<html>"),
            "empty set", p -> p.keySet("{\"keys\":[]}"),
            "array", p -> p.keySet("[]"),
            "symmetric keys only",
                p -> p.keySet("{\"keys\":[{\"kty\":\"oct\",\"kid\":\"rsa\",\"k\":\"AAAA\"}]}"),
            "repeated member", p -> p.keySet("{\"keys\":[]," + RSA_ONLY.substring(1)),
            "larger than allowed", p -> p.keySet(RSA_ONLY + " ".repeat(100_000)),
            "document without keys",
                p -> p.document("{\"issuer\":\"" + TestAuthenticator.ISSUER + "\"}"),
            "document without issuer", p -> p.document("{\"jwks_uri\":\"" + p.keys() + "\"}"));
    return faults.entrySet().stream()
        .map(
            fault ->
                dynamicTest(
                    fault.getKey(),
                    () -> {
                      TestProvider own = new TestProvider(vertx, RSA_ONLY);
                      fault.getValue().accept(own);
                      assertUnavailable(with(HOUR, discovered(own.discovery())));
                    }));
  }

  @Test
  void keysThatCannotBeUsed_arePassedOver() {
    String usable = TestKeys.jwk("rsa").toString();
    String point =
        TestKeys.jwk("p256").put("y", TestKeys.jwk("p256").get("x").textValue()).toString();
    String encryption = TestKeys.jwk("rsa-other").put("use", "enc").toString();
    String reserved = TestKeys.jwk("p384").put("alg", "ES256").toString();
    provider.keySet("{\"keys\":[%s,%s,%s,{},7,%s]}".formatted(point, encryption, reserved, usable));
    TestAuthenticator subject = discovering(HOUR);

    assertThat(subject.accept(RSA_TOKEN)).isNotNull();
    for (Token token :
        List.of(
            Token.good().signedBy("ES256", "p256"),
            Token.good().signedBy("RS256", "rsa-other"),
            Token.good().signedBy("ES384", "p384"))) {
      assertThat(subject.refusal("Bearer " + token.compact())).contains("no such key");
    }
  }

  @Test
  void file_changed_isReadAgain(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("keys.json"), RSA_ONLY);
    TestAuthenticator subject = with(Duration.ZERO, given(file.toString(), null));
    assertThat(subject.accept(RSA_TOKEN)).isNotNull();
    assertThat(subject.refusal("Bearer " + P256_TOKEN)).contains("no such key");

    Files.writeString(file, "{ half written");
    assertThat(subject.refusal("Bearer " + P256_TOKEN)).contains("no such key");
    Files.writeString(file, WITH_P256);

    assertThat(subject.accept(P256_TOKEN)).isNotNull();
    assertThat(subject.accept(RSA_TOKEN)).isNotNull();
  }

  @Test
  void answer_arrivesOnTheContextThatAsked() {
    provider.status(500);
    TestAuthenticator subject = discovering(Duration.ZERO);
    provider.status(200);
    Promise<Boolean> same = Promise.promise();

    vertx.runOnContext(
        start -> {
          var context = Vertx.currentContext();
          subject
              .authenticator
              .authenticate("Bearer " + RSA_TOKEN)
              .onComplete(any -> same.complete(Vertx.currentContext() == context));
        });

    assertThat(same.future().await()).isTrue();
  }

  private static void assertUnavailable(TestAuthenticator subject) {
    assertThat(catchThrowable(() -> subject.accept(RSA_TOKEN)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().type()).isEqualTo(ProblemType.UNAVAILABLE);
              assertThat(e.problem().retryAfterSeconds()).isPositive();
            });
  }

  private TestAuthenticator discovering(Duration unknownKeyPause) {
    return with(unknownKeyPause, discovered(provider.discovery()));
  }

  private TestAuthenticator with(Duration unknownKeyPause, AuthSettings.Issuer issuer) {
    return new TestAuthenticator(
        vertx, unknownKeyPause, (IssuersBuilder builder) -> builder.add("test", issuer, HOUR));
  }

  private static AuthSettings.Issuer discovered(URI discovery) {
    return new AuthSettings.Issuer(
        Optional.of(discovery), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static AuthSettings.Issuer given(String keySet, String audience) {
    return new AuthSettings.Issuer(
        Optional.empty(),
        Optional.of(TestAuthenticator.ISSUER),
        Optional.of(keySet),
        Optional.ofNullable(audience));
  }
}

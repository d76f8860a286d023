package dev.dialogporten.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.Fuzz;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.Test;

/** No mutant of a good token is believed, none makes the service fail. */
class TokenFuzzTest {

  @Test
  void mutantsOfTheWholeToken() {
    Vertx vertx = Vertx.vertx();
    try {
      TestAuthenticator subject =
          TestAuthenticator.withKeys(vertx, TestKeys.keySet("rsa", "p256", "ed25519"));
      String rsa = Token.good().compact();
      String ec = Token.good().signedBy("ES256", "p256").compact();
      String edwards = Token.good().signedBy("EdDSA", "ed25519").compact();
      Fuzz.of(rsa, ec, edwards)
          .run(
              5000,
              text -> {
                String token = text.strip();
                if (token.equals(rsa) || token.equals(ec) || token.equals(edwards)) {
                  assertThat(subject.accept(text)).isNotNull();
                } else {
                  assertThat(subject.refusal("Bearer " + text)).startsWith("Bearer");
                }
              });
    } finally {
      vertx.close().await();
    }
  }

  /** Well signed, whatever it says: a principal or a refusal. */
  @Test
  void mutantsOfTheClaims() {
    Vertx vertx = Vertx.vertx();
    try {
      TestAuthenticator subject = TestAuthenticator.withKeys(vertx, TestKeys.keySet("p256"));
      Token good = Token.good().signedBy("ES256", "p256");
      Fuzz.of(good.claim("aud", "[\"x\"]").claim("pid", "\"08844397713\"").claimsJson())
          .run(
              1500,
              text -> {
                String token = TestKeys.sign("ES256", "p256", good.headerJson(), text);
                try {
                  assertThat(subject.accept(token)).isNotNull();
                } catch (Unauthenticated refused) {
                  assertThat(refused.challenge()).startsWith("Bearer");
                }
              });
    } finally {
      vertx.close().await();
    }
  }
}

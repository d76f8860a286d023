package dev.dialogporten.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.dialogporten.dialog.Scope;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From claims to principal: organisation, scopes, kind of user; and what policies make of it. */
class PrincipalTest {
  private static final String PID = "\"08844397713\"";
  private static final String SYSTEM_USER =
      "{\"type\":\"urn:altinn:systemuser\",\"systemuser_id\":[\"a7f1ca5f-0f3f-4d0f-8a5b-3e1a8d0d4f55\"]}";

  private static Vertx vertx;
  private static TestAuthenticator subject;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    subject = TestAuthenticator.withKeys(vertx, TestKeys.keySet("rsa"));
  }

  @AfterAll
  static void stop() {
    vertx.close().await();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"authority\":\"iso6523-actorid-upis\",\"ID\":\"0192:991825827\"}",
        "{\"authority\":\"ISO6523-ActorID-UPIS\",\"ID\":\"0192:991825827\"}",
        "{\"ID\":\"0192:991825827\",\"authority\":\"iso6523-actorid-upis\",\"more\":1}"
      })
  void consumer_valid_isTheCaller(String consumer) {
    assertThat(principal(Token.good().claim("consumer", consumer)).caller().organizationNumber())
        .isEqualTo("991825827");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "\"0192:991825827\"",
        "{\"ID\":\"0192:991825827\"}",
        "{\"authority\":\"iso6523\",\"ID\":\"0192:991825827\"}",
        "{\"authority\":\"iso6523-actorid-upis\"}",
        "{\"authority\":\"iso6523-actorid-upis\",\"ID\":\"9908:991825827\"}",
        "{\"authority\":\"iso6523-actorid-upis\",\"ID\":\"991825827\"}",
        "{\"authority\":\"iso6523-actorid-upis\",\"ID\":\"0192:991825828\"}",
        "{\"authority\":\"iso6523-actorid-upis\",\"ID\":\"0192:99182582\"}",
        "{\"authority\":\"iso6523-actorid-upis\",\"ID\":\"0192:991825827 \"}",
        "{\"authority\":\"iso6523-actorid-upis\",\"ID\":991825827}",
        "{\"Authority\":\"iso6523-actorid-upis\",\"id\":\"0192:991825827\"}"
      })
  void consumer_invalid_countsAsMissing(String consumer) {
    Principal principal = principal(Token.good().claim("consumer", consumer));

    assertThat(principal.caller()).isNull();
    assertThat(principal.callerFault()).contains("consumer");
    assertThat(Policy.SERVICE_PROVIDER.isFulfilledBy(principal)).isFalse();
    assertThat(Policy.NOTIFICATION_CHECK.isFulfilledBy(principal)).isFalse();
  }

  @Test
  void supplier_doesNotMatter() {
    Token token = Token.good().claim("supplier", Token.OWNER.replace("991825827", "974761076"));

    assertThat(principal(token).caller().organizationNumber()).isEqualTo("991825827");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // organisation number, claim, short name of the caller (none: no caller)
        "991825827, -, ttd",
        "991825827, '', ttd",
        "991825827, ' ', ttd",
        "991825827, ttd, ttd",
        "991825827, TTD, ttd",
        "991825827, skd, -",
        "974761076, skd, skd",
        "974761076, ttd, -",
        // 313130983 is not in the registry: the issuer's word is all there is
        "313130983, New, new",
        // ... except of a name that the registry gives to somebody else
        "313130983, ttd, -",
        "313130983, TTD, -",
        "313130983, \u212A, k"
      })
  void shortName_mustAgreeWithTheRegistry(String number, String claim, String code) {
    Token token = Token.good().claim("consumer", Token.OWNER.replace("991825827", number));
    Principal principal =
        principal(claim == null ? token : token.claim("urn:altinn:org", "\"" + claim + "\""));

    if (code == null) {
      assertThat(principal.caller()).isNull();
      assertThat(principal.callerFault()).contains("urn:altinn:org");
    } else {
      assertThat(principal.caller().organizationCode()).isEqualTo(code);
    }
  }

  @Test
  void shortName_nobodyKnows_isNull() {
    Token token = Token.good().claim("consumer", Token.OWNER.replace("991825827", "313130983"));

    assertThat(principal(token).caller().organizationCode()).isNull();
  }

  @ParameterizedTest
  @MethodSource
  void scopes_inEitherForm_areRead(String claim, Set<String> scopes) {
    assertThat(principal(Token.good().claim("scope", claim)).scopes()).isEqualTo(scopes);
  }

  static Stream<Arguments> scopes_inEitherForm_areRead() {
    return Stream.of(
        arguments("\"a b\"", Set.of("a", "b")),
        arguments("\" a  b a \"", Set.of("a", "b")),
        arguments("[\"a\",\"b\"]", Set.of("a", "b")),
        arguments("[\"a b\",\"c\"]", Set.of("a", "b", "c")),
        arguments("\"A\"", Set.of("A")),
        arguments("\"\"", Set.of()),
        arguments("null", Set.of()),
        arguments("{\"a\":\"b\"}", Set.of()),
        arguments("[1,{}]", Set.of()),
        arguments("[[\"a\"]]", Set.of()),
        arguments("\"a\\tb\"", Set.of("a\tb")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "digdir:dialogporten.serviceproviderX",
        "digdir:dialogporten.serviceprovide",
        "DIGDIR:dialogporten.serviceprovider",
        "digdir:dialogporten.serviceprovider.search",
        "digdir:dialogporten.serviceprovider\\u200b",
        "digdir:dialogporten.serviceprovider,other"
      })
  void scope_nearlyTheRightOne_opensNothing(String scope) {
    Principal principal = principal(Token.good().claim("scope", "\"" + scope + "\""));

    for (Policy policy : Policy.values()) {
      assertThat(policy.isFulfilledBy(principal))
          .as(policy.name())
          .isEqualTo(policy == Policy.OPEN);
    }
  }

  @ParameterizedTest
  @MethodSource
  void userType_isTheFirstThatFits(Token token, UserType type) {
    assertThat(principal(token).userType()).isEqualTo(type);
  }

  static Stream<Arguments> userType_isTheFirstThatFits() {
    Token owner = Token.good();
    Token noScope = owner.claim("scope", "\"digdir:dialogporten\"");
    return Stream.of(
        arguments(owner, UserType.ServiceOwner),
        arguments(owner.claim("pid", PID), UserType.ServiceOwnerOnBehalfOfPerson),
        arguments(noScope.claim("pid", PID), UserType.Person),
        arguments(owner.claim("pid", "\"08844397714\""), UserType.ServiceOwner),
        arguments(owner.claim("pid", "8844397713"), UserType.ServiceOwner),
        arguments(owner.claim("authorization_details", SYSTEM_USER), UserType.SystemUser),
        arguments(
            owner.claim("authorization_details", "[{}," + SYSTEM_USER + "]"), UserType.SystemUser),
        arguments(owner.claim("authorization_details", "[]"), UserType.ServiceOwner),
        arguments(
            owner.claim("authorization_details", SYSTEM_USER.replace("urn:", "x:")),
            UserType.ServiceOwner),
        arguments(
            owner.claim("authorization_details", SYSTEM_USER).claim("pid", PID),
            UserType.ServiceOwnerOnBehalfOfPerson),
        arguments(owner.claim("consumer", null), UserType.Unknown),
        arguments(noScope, UserType.Unknown),
        arguments(
            noScope.claim("email", "\"a@b.no\"").claim("amr", "[\"Selfregistered-email\"]"),
            UserType.IdportenEmailIdentifiedUser),
        arguments(
            noScope.claim("email", "\"a@b.no\"").claim("amr", "\"Selfregistered-email\""),
            UserType.IdportenEmailIdentifiedUser),
        arguments(
            noScope.claim("email", "\"a@b.no\"").claim("amr", "[\"Selfregistered-email\",\"x\"]"),
            UserType.Unknown),
        arguments(noScope.claim("email", "\"a@b.no\""), UserType.Unknown));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "acr, '\"idporten-loa-low\"', 0",
        "acr, '\"idporten-loa-substantial\"', 3",
        "acr, '\"idporten-loa-high\"', 4",
        "acr, '\"level9\"', -",
        "urn:altinn:authlevel, 2, 2",
        "urn:altinn:authlevel, '\"3\"', 3",
        "urn:altinn:authlevel, -1, -",
        "urn:altinn:authlevel, '\"x\"', -"
      })
  void authenticationLevel_isReadFromClaims(String claim, String json, Integer level) {
    assertThat(principal(Token.good().claim(claim, json)).authenticationLevel()).isEqualTo(level);
  }

  @Test
  void authenticationLevel_ofASystemUser_isThreeUnlessSaid() {
    Token token = Token.good().claim("authorization_details", SYSTEM_USER);

    assertThat(principal(token).authenticationLevel()).isEqualTo(3);
    assertThat(principal(token.claim("urn:altinn:authlevel", "4")).authenticationLevel())
        .isEqualTo(4);
  }

  @Test
  void principal_inALog_namesNoPerson() {
    Principal principal = principal(Token.good().claim("pid", PID));
    Principal acting = principal.onBehalfOf("urn:altinn:person:identifier-no:08844397713");

    assertThat(acting.caller().endUserId()).endsWith("08844397713");
    assertThat(principal + " " + acting + " " + acting.caller()).doesNotContain("08844397713");
  }

  @Test
  void policy_admin_isForServiceOwnersThemselves() {
    String scopes = Scope.SERVICE_PROVIDER + " " + Scope.ADMIN;
    Token token = Token.good().claim("scope", "\"" + scopes + "\"");

    assertThat(Policy.ADMIN.isFulfilledBy(principal(token))).isTrue();
    assertThat(Policy.ADMIN.permits(principal(token).userType())).isTrue();
    assertThat(Policy.ADMIN.permits(principal(token.claim("pid", PID)).userType())).isFalse();
  }

  private static Principal principal(Token token) {
    return subject.accept(token.compact());
  }
}

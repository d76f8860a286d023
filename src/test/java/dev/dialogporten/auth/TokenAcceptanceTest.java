package dev.dialogporten.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vertx.core.Vertx;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which tokens are believed: one good token, and everything that can be wrong with it. */
class TokenAcceptanceTest {
  private static final String INVALID = "Bearer error=\"invalid_token\"";
  private static Vertx vertx;
  private static TestAuthenticator subject;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    subject =
        TestAuthenticator.withKeys(
            vertx,
            TestKeys.keySet("rsa", "rsa-other", "rsa-short", "p256", "p384", "p521", "ed25519"));
  }

  @AfterAll
  static void stop() {
    vertx.close().await();
  }

  @TestFactory
  Stream<DynamicTest> token_good_isAccepted() {
    Token good = Token.good();
    Map<String, Token> tokens = new LinkedHashMap<>();
    for (String algorithm : List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")) {
      tokens.put(algorithm, good.signedBy(algorithm, "rsa"));
    }
    tokens.put("ES256", good.signedBy("ES256", "p256"));
    tokens.put("ES384", good.signedBy("ES384", "p384"));
    tokens.put("ES512", good.signedBy("ES512", "p521"));
    tokens.put("EdDSA", good.signedBy("EdDSA", "ed25519"));
    tokens.put("expired within the skew", good.claim("exp", "" + (Token.NOW - 1)));
    tokens.put("not valid before, within the skew", good.claim("nbf", "" + (Token.NOW + 2)));
    tokens.put("expiry with a fraction", good.claim("exp", (Token.NOW + 1) + ".5"));
    tokens.put("no typ", good.header("typ", null));
    tokens.put("audience, when none is demanded", good.claim("aud", "[\"x\",\"y\"]"));
    return tokens.entrySet().stream()
        .map(
            each ->
                dynamicTest(
                    each.getKey(),
                    () ->
                        assertThat(subject.accept(each.getValue().compact()).userType())
                            .isEqualTo(UserType.ServiceOwner)));
  }

  @Test
  void scheme_isMatchedInAnyCase() {
    String token = Token.good().compact();

    assertThat(subject.authenticator.authenticate("bEARER " + token).await()).isNotNull();
  }

  @TestFactory
  Stream<DynamicTest> header_withoutUsableToken_getsPlainChallenge() {
    Token good = Token.good();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("none", null);
    headers.put("empty", "");
    headers.put("other scheme", "Basic dXNlcjpwYXNz");
    headers.put("scheme without blank", "Bearer");
    headers.put("unknown issuer", bearer(good.claim("iss", "\"https://other.test/\"")));
    headers.put("issuer without its slash", bearer(good.claim("iss", "\"https://issuer.test\"")));
    headers.put("issuer in other case", bearer(good.claim("iss", "\"https://ISSUER.test/\"")));
    headers.put("no issuer", bearer(good.claim("iss", null)));
    headers.put("issuer in a list", bearer(good.claim("iss", "[\"https://issuer.test/\"]")));
    return headers.entrySet().stream()
        .map(
            each ->
                dynamicTest(
                    each.getKey(),
                    () -> assertThat(subject.refusal(each.getValue())).isEqualTo("Bearer")));
  }

  @TestFactory
  Stream<DynamicTest> token_malformed_isRefused() {
    String good = Token.good().compact();
    String[] part = good.split("\\.");
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("garbage", "garbage");
    tokens.put("blank", " ");
    tokens.put("two parts", part[0] + "." + part[1]);
    tokens.put("four parts", good + ".x");
    tokens.put("no signature", part[0] + "." + part[1] + ".");
    tokens.put("truncated signature", good.substring(0, good.length() - 8));
    tokens.put("longer signature", good + "AAAA");
    tokens.put("padding", good + "==");
    tokens.put("line break inside", part[0] + ".\n" + part[1] + "." + part[2]);
    tokens.put(
        "not base64url", part[0] + "." + part[1] + "." + part[2].replace(part[2].charAt(3), '!'));
    tokens.put("left-over bits", part[0] + "." + part[1] + "." + otherSpelling(part[2]));
    tokens.put("claims are an array", signed(Token.good().headerJson(), "[]"));
    tokens.put("claims are no JSON", signed(Token.good().headerJson(), "{iss}"));
    tokens.put(
        "two claims objects", signed(Token.good().headerJson(), Token.good().claimsJson() + "{}"));
    tokens.put(
        "deep claims",
        signed(Token.good().headerJson(), "{\"a\":" + "[".repeat(50) + "]".repeat(50) + "}"));
    tokens.put(
        "ill-formed UTF-8",
        part[0]
            + "."
            + TestKeys.base64(new byte[] {'{', '"', (byte) 0xff, '"', '}'})
            + "."
            + part[2]);
    tokens.put(
        "UTF-16",
        part[0] + "." + TestKeys.base64("{}".getBytes(StandardCharsets.UTF_16BE)) + "." + part[2]);
    tokens.put("oversized", good + "A".repeat(20_000));
    tokens.put(
        "oversized but well signed",
        Token.good().claim("x", "\"" + "y".repeat(20_000) + "\"").compact());
    return refused(tokens);
  }

  @TestFactory
  Stream<DynamicTest> token_withWrongHeader_isRefused() throws Exception {
    Token good = Token.good();
    Map<String, String> tokens = new LinkedHashMap<>();
    for (String none :
        List.of("none", "None", "NONE", "", "rs256", "HS256", "RS1", "ES256K", "EDDSA")) {
      tokens.put("alg " + none, good.header("alg", "\"" + none + "\"").compact());
    }
    tokens.put("alg none without signature", unsigned(good.header("alg", "\"none\"")));
    tokens.put("alg missing", good.header("alg", null).compact());
    tokens.put("alg a list", good.header("alg", "[\"RS256\"]").compact());
    tokens.put("HMAC with the public key as secret", hmacWithPublicKey(good));
    tokens.put("kid missing", good.header("kid", null).compact());
    tokens.put("kid unknown", good.header("kid", "\"nobody\"").compact());
    tokens.put("kid of another key", good.header("kid", "\"rsa-other\"").compact());
    tokens.put("kid of a key of another type", good.header("kid", "\"p256\"").compact());
    tokens.put("kid a path", good.header("kid", "\"../../dev/null\"").compact());
    tokens.put(
        "curve of another algorithm",
        good.signedBy("ES256", "p256").header("kid", "\"p384\"").compact());
    tokens.put(
        "algorithm of another curve",
        good.signedBy("ES384", "p384").header("alg", "\"ES256\"").compact());
    tokens.put("PKCS #1 called PSS", good.header("alg", "\"PS256\"").compact());
    tokens.put("shorter hash than said", good.header("alg", "\"RS512\"").compact());
    tokens.put("key shorter than 2048 bits", good.signedBy("RS256", "rsa-short").compact());
    tokens.put("critical extension", good.header("crit", "[\"exp\"]").compact());
    tokens.put("b64 false", good.header("b64", "false").header("crit", "[\"b64\"]").compact());
    for (String member : List.of("jku", "x5u")) {
      tokens.put(
          "key offered by " + member, offering(member, "\"https://evil.test/keys\"").compact());
    }
    tokens.put(
        "key offered by jwk", offering("jwk", TestKeys.jwk("rsa-other").toString()).compact());
    tokens.put("key offered by x5c", offering("x5c", "[\"MIIB\"]").compact());
    tokens.put(
        "repeated alg",
        signed("{\"alg\":\"none\",\"alg\":\"RS256\",\"kid\":\"rsa\"}", good.claimsJson()));
    return refused(tokens);
  }

  @TestFactory
  Stream<DynamicTest> token_withWrongClaims_isRefused() {
    Token good = Token.good();
    String claims = good.claimsJson();
    String start = claims.substring(0, claims.length() - 1);
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("no exp", good.claim("exp", null).compact());
    for (String exp :
        List.of(
            "0",
            "-1",
            "" + (Token.NOW - 2),
            "null",
            "\"1906546200\"",
            "1e400",
            "99999999999999999",
            "true",
            "{}")) {
      tokens.put("exp " + exp, good.claim("exp", exp).compact());
    }
    for (String nbf : List.of("" + (Token.NOW + 3), "\"0\"", "null", "[]", "-1e400")) {
      tokens.put("nbf " + nbf, good.claim("nbf", nbf).compact());
    }
    for (String iat : List.of("\"0\"", "null", "true", "1e400")) {
      tokens.put("iat " + iat, good.claim("iat", iat).compact());
    }
    for (String aud : List.of("null", "1", "true", "{}", "[1]", "[\"x\",null]", "[[\"x\"]]")) {
      tokens.put("aud " + aud, good.claim("aud", aud).compact());
    }
    for (String name : List.of("exp", "scope", "consumer", "iss", "x")) {
      String twice = start + ",\"x\":1,\"" + name + "\":1}";
      tokens.put("repeated " + name, signed(good.headerJson(), twice));
    }
    tokens.put(
        "repeated member inside consumer",
        good.claim("consumer", Token.OWNER.replace("\"ID\"", "\"ID\":\"0192:974761076\",\"ID\""))
            .compact());
    return refused(tokens);
  }

  @TestFactory
  Stream<DynamicTest> ecdsaSignature_degenerate_isRefused() {
    Token token = Token.good().signedBy("ES256", "p256");
    String[] part = token.compact().split("\\.");
    BigInteger order =
        ((ECPublicKey) TestKeys.BY_ID.get("p256").getPublic()).getParams().getOrder();
    byte[] n = Arrays.copyOfRange(order.toByteArray(), 1, 33);
    byte[] zero = new byte[32];
    byte[] one = new byte[32];
    one[31] = 1;
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("zero, zero", with(part, zero, zero));
    tokens.put("zero, one", with(part, zero, one));
    tokens.put("one, zero", with(part, one, zero));
    tokens.put("n, n", with(part, n, n));
    tokens.put("one, n", with(part, one, n));
    tokens.put("one, one", with(part, one, one));
    tokens.put("too short", with(part, one, new byte[31]));
    tokens.put(
        "DER, empty sequence",
        part[0] + "." + part[1] + "." + TestKeys.base64(new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0}));
    byte[] wide = new byte[33];
    wide[32] = 1;
    tokens.put("wider halves", with(part, wide, wide));
    return refused(tokens);
  }

  /** One signature, other spellings of its two numbers: as in the vectors of Wycheproof. */
  @TestFactory
  Stream<DynamicTest> ecdsaSignature_spelledOtherwise_isRefused() {
    String[] part = Token.good().signedBy("ES512", "p521").compact().split("\\.");
    byte[] good = Base64.getUrlDecoder().decode(part[2]);
    BigInteger order =
        ((ECPublicKey) TestKeys.BY_ID.get("p521").getPublic()).getParams().getOrder();
    BigInteger r = new BigInteger(1, Arrays.copyOfRange(good, 0, 66));
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(good, 66, 132));
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("r plus the order", with(part, octets(r.add(order), 66), octets(s, 66)));
    tokens.put("s plus the order", with(part, octets(r, 66), octets(s.add(order), 66)));
    tokens.put("a zero before each half", with(part, octets(r, 67), octets(s, 67)));
    tokens.put("a zero behind", with(part, octets(r, 66), Arrays.copyOf(octets(s, 66), 67)));
    tokens.put("halves exchanged", with(part, octets(s, 66), octets(r, 66)));
    tokens.put("DER", part[0] + "." + part[1] + "." + TestKeys.base64(der(r, s)));
    return refused(tokens);
  }

  @TestFactory
  Stream<DynamicTest> rsaSignature_ofAnotherLength_isRefused() {
    String[] part = Token.good().compact().split("\\.");
    byte[] good = Base64.getUrlDecoder().decode(part[2]);
    byte[] zero = new byte[1];
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("a zero in front", with(part, zero, good));
    tokens.put("a zero behind", with(part, good, zero));
    tokens.put("one octet less", with(part, Arrays.copyOf(good, 255), new byte[0]));
    tokens.put("all zero", with(part, new byte[256], new byte[0]));
    tokens.put("one", with(part, new byte[255], new byte[] {1}));
    return refused(tokens);
  }

  @Test
  void token_remembered_expiresAllTheSame() {
    TestAuthenticator own = TestAuthenticator.withKeys(vertx, TestKeys.keySet("rsa"));
    String token = Token.good().compact();
    assertThat(own.accept(token)).isSameAs(own.accept(token));

    own.clock.advance(Duration.ofMillis(601_999));
    assertThat(own.accept(token)).isNotNull();
    own.clock.advance(Duration.ofMillis(1));

    assertThat(own.refusal("Bearer " + token)).startsWith(INVALID).contains("expired");
  }

  @Test
  void token_remembered_doesNotVouchForOthers() {
    String token = Token.good().compact();
    subject.accept(token);

    int place = token.length() - 10; // within the signature; its last characters may be padding
    char other = token.charAt(place) == 'A' ? 'B' : 'A';
    String forged = token.substring(0, place) + other + token.substring(place + 1);

    assertThat(subject.refusal("Bearer " + forged)).startsWith(INVALID);
  }

  private static Stream<DynamicTest> refused(Map<String, String> tokens) {
    return tokens.entrySet().stream()
        .map(
            each ->
                dynamicTest(
                    each.getKey(),
                    () -> {
                      String challenge = subject.refusal("Bearer " + each.getValue());
                      assertThat(challenge).startsWith(INVALID);
                      assertThat(challenge).matches("[\\x20-\\x7e]*").hasSizeLessThan(200);
                    }));
  }

  private static String bearer(Token token) {
    return "Bearer " + token.compact();
  }

  private static String signed(String header, String claims) {
    return TestKeys.sign("RS256", "rsa", header, claims);
  }

  /** Signed by a key that the header brings along, under the id of a trusted one. */
  private static Token offering(String member, String json) {
    return Token.good()
        .signedBy("RS256", "rsa-other")
        .header("kid", "\"rsa\"")
        .header(member, json);
  }

  private static String unsigned(Token token) {
    String compact = token.compact();
    return compact.substring(0, compact.lastIndexOf('.') + 1);
  }

  private static String hmacWithPublicKey(Token good) throws GeneralSecurityException {
    String header = good.header("alg", "\"HS256\"").headerJson();
    String signed =
        TestKeys.base64(TestKeys.utf8(header))
            + "."
            + TestKeys.base64(TestKeys.utf8(good.claimsJson()));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(TestKeys.BY_ID.get("rsa").getPublic().getEncoded(), "HmacSHA256"));
    return signed + "." + TestKeys.base64(mac.doFinal(TestKeys.utf8(signed)));
  }

  /**
   * The same 256 octets of an RSA signature in another spelling: the last character has spare bits.
   */
  private static String otherSpelling(String signature) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char last = signature.charAt(signature.length() - 1);
    return signature.substring(0, signature.length() - 1)
        + alphabet.charAt(alphabet.indexOf(last) + 1);
  }

  private static byte[] octets(BigInteger number, int length) {
    byte[] signed = number.toByteArray();
    byte[] octets = new byte[length];
    int count = Math.min(signed.length, length);
    System.arraycopy(signed, signed.length - count, octets, length - count, count);
    return octets;
  }

  private static byte[] der(BigInteger r, BigInteger s) {
    byte[] first = r.toByteArray();
    byte[] second = s.toByteArray();
    int length = first.length + second.length + 4;
    ByteBuffer der = ByteBuffer.allocate(length + 3);
    der.put((byte) 0x30).put((byte) 0x81).put((byte) length);
    der.put((byte) 2).put((byte) first.length).put(first);
    return der.put((byte) 2).put((byte) second.length).put(second).array();
  }

  private static String with(String[] part, byte[] r, byte[] s) {
    byte[] both = Arrays.copyOf(r, r.length + s.length);
    System.arraycopy(s, 0, both, r.length, s.length);
    return part[0] + "." + part[1] + "." + TestKeys.base64(both);
  }
}

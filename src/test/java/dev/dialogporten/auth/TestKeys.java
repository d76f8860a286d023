package dev.dialogporten.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** One key pair of each kind, and what an issuer would do with them; independent of the service. */
final class TestKeys {
  static final Map<String, KeyPair> BY_ID =
      Map.of(
          "rsa", rsa(2048),
          "rsa-other", rsa(2048),
          "rsa-short", rsa(1024),
          "p256", elliptic("secp256r1"),
          "p384", elliptic("secp384r1"),
          "p521", elliptic("secp521r1"),
          "ed25519", pair("Ed25519"));

  private static final Map<String, String> TRANSFORMATIONS =
      Map.of(
          "RS256", "SHA256withRSA",
          "RS384", "SHA384withRSA",
          "RS512", "SHA512withRSA",
          "PS256", "SHA-256",
          "PS384", "SHA-384",
          "PS512", "SHA-512",
          "ES256", "SHA256withECDSAinP1363Format",
          "ES384", "SHA384withECDSAinP1363Format",
          "ES512", "SHA512withECDSAinP1363Format",
          "EdDSA", "Ed25519");

  private TestKeys() {}

  /** A key set of these keys, without {@code alg}. */
  static String keySet(String... ids) {
    ObjectNode set = JsonNodeFactory.instance.objectNode();
    set.putArray("keys").addAll(Arrays.stream(ids).map(TestKeys::jwk).toList());
    return set.toString();
  }

  static ObjectNode jwk(String id) {
    ObjectNode jwk = JsonNodeFactory.instance.objectNode().put("kid", id).put("use", "sig");
    Object key = BY_ID.get(id).getPublic();
    if (key instanceof RSAPublicKey rsa) {
      jwk.put("kty", "RSA").put("n", unsigned(rsa.getModulus()));
      jwk.put("e", unsigned(rsa.getPublicExponent()));
    } else if (key instanceof ECPublicKey ec) {
      int size = (ec.getParams().getCurve().getField().getFieldSize() + 7) / 8;
      jwk.put("kty", "EC").put("crv", "P-" + ec.getParams().getCurve().getField().getFieldSize());
      jwk.put("x", fixed(ec.getW().getAffineX(), size));
      jwk.put("y", fixed(ec.getW().getAffineY(), size));
    } else if (key instanceof EdECPublicKey ed) {
      byte[] encoded = ed.getEncoded();
      jwk.put("kty", "OKP").put("crv", "Ed25519");
      jwk.put("x", base64(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)));
    }
    return jwk;
  }

  /** Header and claims as given, signed whatever they say. */
  static String sign(String algorithm, String keyId, String header, String claims) {
    String signed = base64(utf8(header)) + "." + base64(utf8(claims));
    return signed + "." + base64(signature(algorithm, keyId, utf8(signed)));
  }

  static byte[] signature(String algorithm, String keyId, byte[] data) {
    try {
      String name = TRANSFORMATIONS.get(algorithm);
      boolean pss = algorithm.startsWith("PS");
      Signature signature = Signature.getInstance(pss ? "RSASSA-PSS" : name);
      if (pss) {
        int salt = Integer.parseInt(algorithm.substring(2)) / 8;
        signature.setParameter(
            new PSSParameterSpec(name, "MGF1", new MGF1ParameterSpec(name), salt, 1));
      }
      signature.initSign(BY_ID.get(keyId).getPrivate());
      signature.update(data);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String unsigned(BigInteger number) {
    return fixed(number, (number.bitLength() + 7) / 8);
  }

  private static String fixed(BigInteger number, int size) {
    byte[] bytes = number.toByteArray();
    byte[] padded = new byte[size];
    int length = Math.min(size, bytes.length);
    System.arraycopy(bytes, bytes.length - length, padded, size - length, length);
    return base64(padded);
  }

  private static KeyPair rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair elliptic(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair pair(String algorithm) {
    try {
      return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.dialogporten.auth.jwt;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/** An RSA key that signs RS256 tokens; for development and tests, never for others' tokens. */
public final class SigningKey {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private final RSAPrivateCrtKey key;
  private final String id;

  private SigningKey(PrivateKey key) {
    this.key = (RSAPrivateCrtKey) key;
    this.id = thumbprint();
  }

  public static SigningKey generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return new SigningKey(generator.generateKeyPair().getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot make an RSA key", e);
    }
  }

  /**
   * The key kept in a file (PKCS #8, PEM), made when there is none; blocks. Only the owner of the
   * process may read the file.
   */
  public static SigningKey load(Path file) throws IOException {
    if (!Files.exists(file)) {
      store(file, generate());
    }
    String pem = Files.readString(file, StandardCharsets.US_ASCII);
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.replace(BEGIN, "").replace(END, "").strip());
      return new SigningKey(
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der)));
    } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
      throw new IOException(file + " holds no RSA private key (PKCS #8, PEM)");
    }
  }

  /** The signed token, in compact serialization. */
  public String sign(ObjectNode claims) {
    ObjectNode header = JsonNodeFactory.instance.objectNode();
    header.put("alg", "RS256").put("typ", "JWT").put("kid", id);
    String signed = encode(header) + "." + encode(claims);
    byte[] data = signed.getBytes(StandardCharsets.US_ASCII);
    return signed + "." + Base64Url.encode(SignatureAlgorithm.RS256.sign(key, data));
  }

  /** The public half as a JSON Web Key Set. */
  public ObjectNode publicKeySet() {
    ObjectNode jwk = JsonNodeFactory.instance.objectNode();
    jwk.put("kty", "RSA").put("use", "sig").put("alg", "RS256").put("kid", id);
    jwk.put("n", encode(key.getModulus())).put("e", encode(key.getPublicExponent()));
    ObjectNode set = JsonNodeFactory.instance.objectNode();
    set.putArray("keys").add(jwk);
    return set;
  }

  @Override
  public String toString() {
    return "SigningKey[" + id + "]";
  }

  private static void store(Path file, SigningKey signingKey) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    String der =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(signingKey.key.getEncoded());
    // complete before it gets its name, and unreadable to others from its first moment
    Path partial = directory.resolve("." + UUID.randomUUID() + ".tmp");
    Files.createFile(partial, ownerOnly());
    try {
      Files.writeString(partial, BEGIN + "\n" + der + "\n" + END + "\n", StandardCharsets.US_ASCII);
      Files.move(partial, file);
    } catch (FileAlreadyExistsException e) {
      // another process was first: its key is the one to use
      Files.deleteIfExists(partial);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** RFC 7638: the same key always gets the same id. */
  private String thumbprint() {
    String members =
        "{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}"
            .formatted(encode(key.getPublicExponent()), encode(key.getModulus()));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64Url.encode(digest.digest(members.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is missing", e);
    }
  }

  private static String encode(ObjectNode json) {
    return Base64Url.encode(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** RFC 7518 section 2: big-endian without a leading zero octet. */
  private static String encode(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int skip = bytes[0] == 0 ? 1 : 0;
    return Base64Url.encode(Arrays.copyOfRange(bytes, skip, bytes.length));
  }
}

package dev.dialogporten.auth.jwt;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
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
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.UUID;

/** An RSA key that signs RS256 tokens; for development and tests, never for others' tokens. */
public final class SigningKey {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private final RSAPrivateCrtKey secret;
  private final RSAKey key;
  private final RSASSASigner signer;

  /** RFC 7638: the same key always gets the same id. */
  private SigningKey(RSAPrivateCrtKey secret) throws GeneralSecurityException {
    this.secret = secret;
    RSAPublicKeySpec half = new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent());
    RSAPublicKey open = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(half);
    try {
      this.key =
          new RSAKey.Builder(open)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.RS256)
              .keyIDFromThumbprint()
              .build();
      this.signer = new RSASSASigner(secret);
    } catch (JOSEException e) {
      throw new GeneralSecurityException(e);
    }
  }

  public static SigningKey generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return new SigningKey((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
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
    try {
      return parse(Files.readString(file, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " holds no RSA private key (PKCS #8, PEM)");
    }
  }

  /** Reads PKCS #8, PEM; throws an {@code IllegalArgumentException} for anything else. */
  public static SigningKey parse(String pem) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.replace(BEGIN, "").replace(END, "").strip());
      PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
      return new SigningKey((RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec));
    } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
      throw new IllegalArgumentException("no RSA private key (PKCS #8, PEM)", e);
    }
  }

  /** PKCS #8, PEM. */
  public String pem() {
    String der = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(secret.getEncoded());
    return BEGIN + "\n" + der + "\n" + END + "\n";
  }

  /** The signed token, in compact serialization. */
  public String sign(ObjectNode claims) {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .type(JOSEObjectType.JWT)
            .keyID(key.getKeyID())
            .build();
    JWSObject token = new JWSObject(header, new Payload(claims.toString()));
    try {
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot make RS256 signatures", e);
    }
  }

  /** The public half as a JSON Web Key Set. */
  public ObjectNode publicKeySet() {
    ObjectNode jwk = JsonNodeFactory.instance.objectNode();
    key.toJSONObject().forEach((name, value) -> jwk.put(name, value.toString()));
    ObjectNode set = JsonNodeFactory.instance.objectNode();
    set.putArray("keys").add(jwk);
    return set;
  }

  @Override
  public String toString() {
    return "SigningKey[" + key.getKeyID() + "]";
  }

  private static void store(Path file, SigningKey signingKey) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    // complete before it gets its name, and unreadable to others from its first moment
    Path partial = directory.resolve("." + UUID.randomUUID() + ".tmp");
    Files.createFile(partial, ownerOnly());
    try {
      Files.writeString(partial, signingKey.pem(), StandardCharsets.US_ASCII);
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
}

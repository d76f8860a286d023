package dev.dialogporten.auth.dev;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.auth.jwt.SigningKey;
import dev.dialogporten.config.AuthSettings;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/**
 * An issuer of this process's own, for development. Its tokens have the shape of Maskinporten's and
 * are verified like anybody's.
 */
public final class DevIssuer {
  private final String issuer;
  private final SigningKey key;

  public DevIssuer(String issuer, SigningKey key) {
    this.issuer = issuer;
    this.key = key;
  }

  /**
   * Takes the key from a file, so that tokens outlive a restart; blocks.
   *
   * @param issuer value of {@code iss}
   */
  public static DevIssuer open(String issuer, Path keyFile) throws IOException {
    return new DevIssuer(issuer, SigningKey.load(keyFile));
  }

  /**
   * Takes the key from the configured file, else from where the nodes share one; blocks. Fails with
   * one line for the operator.
   */
  public static DevIssuer open(AuthSettings.Dev settings, SharedKey shared) throws IOException {
    if (settings.keyFile().isEmpty()) {
      String pem = shared.pem(() -> SigningKey.generate().pem());
      return new DevIssuer(settings.issuer(), SigningKey.parse(pem));
    }
    Path file = settings.keyFile().get();
    try {
      return open(settings.issuer(), file);
    } catch (FileSystemException e) {
      throw new IOException(
          "auth.dev.key-file " + file + " cannot be read or made: " + reason(e), e);
    }
  }

  private static String reason(FileSystemException e) {
    if (e instanceof AccessDeniedException) {
      return "no permission for " + e.getFile();
    }
    return e.getReason() == null
        ? e.getFile() + " is in the way, or missing"
        : e.getFile() + ": " + e.getReason();
  }

  public String issuer() {
    return issuer;
  }

  public ObjectNode publicKeySet() {
    return key.publicKeySet();
  }

  /** A signed token that starts to be valid now. */
  public String mint(DevTokenRequest request) {
    return key.sign(claims(request, Instant.now()));
  }

  private ObjectNode claims(DevTokenRequest request, Instant now) {
    ObjectNode claims = JsonNodeFactory.instance.objectNode();
    Instant issued = request.ttl().isNegative() ? now.plus(request.ttl()) : now;
    claims.put("iss", issuer);
    claims.put("iat", issued.getEpochSecond());
    claims.put("exp", now.plus(request.ttl()).getEpochSecond());
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("client_id", "dev");
    claims.put("scope", String.join(" ", request.scopes()));
    if (request.organizationNumber() != null) {
      claims.set("consumer", organization(request.organizationNumber()));
    }
    if (request.organizationCode() != null) {
      claims.put("urn:altinn:org", request.organizationCode());
    }
    if (request.pid() != null) {
      claims.put("pid", request.pid()).put("acr", "idporten-loa-high");
    }
    if (request.systemUser() != null) {
      ObjectNode details = claims.putArray("authorization_details").addObject();
      details.put("type", "urn:altinn:systemuser");
      details.putArray("systemuser_id").add(request.systemUser());
      if (request.organizationNumber() != null) {
        details.set("systemuser_org", organization(request.organizationNumber()));
      }
    }
    return claims;
  }

  /** ISO 6523: 0192 is the Norwegian register of legal entities. */
  private static ObjectNode organization(String number) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("authority", "iso6523-actorid-upis")
        .put("ID", "0192:" + number);
  }
}

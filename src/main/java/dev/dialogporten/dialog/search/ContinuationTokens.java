package dev.dialogporten.dialog.search;

import dev.dialogporten.problem.Faults;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes and reads continuation tokens: opaque to clients, sealed against change (HMAC, RFC 2104),
 * and good only for the order they were made with. A token is the base64url form of the seal,
 * followed by the text of the order, the microseconds of every time term, and the id. Immutable,
 * thread-safe.
 */
public final class ContinuationTokens {
  /** The key of faults. */
  public static final String KEY = "continuationToken";

  private static final String ALGORITHM = "HmacSHA256";

  /** Half of the digest, as RFC 2104 section 5 allows. */
  private static final int SEAL = 16;

  /** No token of ours is longer; spares the decoder nonsense. */
  private static final int MAX_LENGTH = 512;

  private static final String ABSENT = "";
  private static final String SEPARATOR = ";";

  private final SecretKeySpec secret;

  /**
   * @param secret shared by all nodes, so that each can read the tokens of the others
   */
  public ContinuationTokens(byte[] secret) {
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  public String write(OrderBy order, PagePosition position) {
    List<String> parts = new ArrayList<>();
    parts.add(order.text());
    position
        .times()
        .forEach(time -> parts.add(time == null ? ABSENT : Long.toString(micros(time))));
    parts.add(position.id().toString());
    byte[] text = String.join(SEPARATOR, parts).getBytes(StandardCharsets.US_ASCII);
    ByteBuffer token = ByteBuffer.allocate(SEAL + text.length).put(seal(text)).put(text);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
  }

  /** The position of a token; null, and a fault, for a token that is not for this order. */
  public PagePosition read(String token, OrderBy order, Faults faults) {
    String text = unsealed(token);
    if (text == null) {
      faults.add(KEY, "'" + KEY + "' is not a token that this service has given.");
      return null;
    }
    List<String> parts = Arrays.asList(text.split(SEPARATOR, -1));
    String tokenOrder = parts.get(0);
    if (!tokenOrder.equals(order.text())) {
      faults.add(KEY, otherOrder(tokenOrder, order));
      return null;
    }
    List<Instant> times = new ArrayList<>();
    parts.subList(1, parts.size() - 1).forEach(micros -> times.add(time(micros)));
    return new PagePosition(times, UUID.fromString(parts.get(parts.size() - 1)));
  }

  private static String otherOrder(String tokenOrder, OrderBy order) {
    OrderBy made = OrderBy.parse(tokenOrder).orElse(OrderBy.DEFAULT);
    String missing =
        order.terms().stream()
            .map(OrderBy.Term::key)
            .filter(key -> !made.has(key))
            .map(OrderKey::name)
            .collect(Collectors.joining(", "));
    String text = "'" + KEY + "' was given for the order '" + tokenOrder + "', not for this one";
    return missing.isEmpty() ? text + "." : text + ". Missing keys: [" + missing + "].";
  }

  /** Null when the token is not one that this secret has sealed. */
  private String unsealed(String token) {
    if (token.length() > MAX_LENGTH) {
      return null;
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
    if (bytes.length <= SEAL) {
      return null;
    }
    byte[] text = Arrays.copyOfRange(bytes, SEAL, bytes.length);
    boolean genuine = MessageDigest.isEqual(seal(text), Arrays.copyOf(bytes, SEAL));
    return genuine ? new String(text, StandardCharsets.US_ASCII) : null;
  }

  private byte[] seal(byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return Arrays.copyOf(mac.doFinal(text), SEAL);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }

  private static long micros(Instant time) {
    // ChronoUnit.between counts nanoseconds, which overflow three centuries from 1970.
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }

  private static Instant time(String micros) {
    return micros.equals(ABSENT)
        ? null
        : Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
  }
}

package dev.dialogporten.outbound.sink;

import dev.dialogporten.outbound.delivery.DeliveryFailure;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * Tokens from an OAuth 2.0 token endpoint by client credentials (RFC 6749 section 4.4), kept until
 * shortly before they expire. One request at a time, however many ask. Belongs to one event loop.
 */
public final class ClientCredentials implements AccessTokens {
  private static final long MARGIN_SECONDS = 30;
  private static final long DEFAULT_LIFE_SECONDS = 300;

  private final Post post;
  private final URI endpoint;
  private final String authorization;
  private final Buffer form;
  private Future<String> token;
  private String value;
  private long expiry;

  public ClientCredentials(Post post, URI endpoint, String id, String secret, String scope) {
    this.post = post;
    this.endpoint = endpoint;
    this.authorization = "Basic " + base64(encoded(id) + ":" + encoded(secret));
    String grant = "grant_type=client_credentials";
    this.form = Buffer.buffer(scope == null ? grant : grant + "&scope=" + encoded(scope));
  }

  @Override
  public Future<String> get() {
    boolean usable =
        token != null && !token.failed() && (!token.isComplete() || System.nanoTime() < expiry);
    if (!usable) {
      token = fetch();
    }
    return token;
  }

  @Override
  public void reject(String refused) {
    if (refused != null && refused.equals(value)) {
      token = null;
    }
  }

  private Future<String> fetch() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Authorization", authorization)
            .add("Content-Type", "application/x-www-form-urlencoded")
            .add("Accept", "application/json");
    return post.send(endpoint, null, headers, form).compose(this::accept);
  }

  private Future<String> accept(Post.Answer answer) {
    if (!answer.isSuccess()) {
      return Future.failedFuture(
          DeliveryFailure.away("The token endpoint answered " + answer.status()));
    }
    try {
      JsonObject json = new JsonObject(answer.body());
      String text = json.getValue("access_token") instanceof String token ? token : null;
      if (text == null || text.isEmpty()) {
        return Future.failedFuture(DeliveryFailure.away("No access_token in the answer"));
      }
      long life = seconds(json.getValue("expires_in"));
      long kept = Math.max(1, Math.max(life - MARGIN_SECONDS, life / 2));
      expiry = System.nanoTime() + TimeUnit.SECONDS.toNanos(Math.min(kept, 86_400));
      value = text;
      return Future.succeededFuture(text);
    } catch (DecodeException e) {
      return Future.failedFuture(DeliveryFailure.away("The token answer is not JSON"));
    }
  }

  /** A number by RFC 6749, of which some endpoints make a text. */
  private static long seconds(Object life) {
    if (life instanceof Number number) {
      return number.longValue();
    }
    return life instanceof String text && text.matches("[0-9]{1,18}")
        ? Long.parseLong(text)
        : DEFAULT_LIFE_SECONDS;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}

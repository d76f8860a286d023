package dev.dialogporten.outbound.sink;

import dev.dialogporten.outbound.delivery.DeliveryFailure;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Posts a body and reads the answer, within a bounded time and a bounded number of bytes. Redirects
 * are not followed: the target was checked, where it points was not.
 */
public final class Post {
  private static final int MAX_ANSWER = 64 * 1024;

  private final HttpClient client;
  private final Duration timeout;

  /**
   * @param timeout for the whole exchange
   */
  public Post(HttpClient client, Duration timeout) {
    this.client = client;
    this.timeout = timeout;
  }

  /**
   * @param address where to connect, when that is not left to the host name in the URL; may be null
   * @return fails with a {@link DeliveryFailure} when there is no answer
   */
  public Future<Answer> send(URI url, SocketAddress address, MultiMap headers, Buffer body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(url.toString())
            .setHeaders(headers)
            .setFollowRedirects(false)
            .setConnectTimeout(timeout.toMillis())
            .setIdleTimeout(timeout.toMillis());
    if (address != null) {
      options.setServer(address);
    }
    return client
        .request(options)
        .compose(
            request ->
                request
                    .send(body)
                    .compose(Post::read)
                    .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    // a request that is given up must not keep its connection
                    .onFailure(failure -> request.reset()))
        .recover(failure -> Future.failedFuture(DeliveryFailure.of(failure)));
  }

  private static Future<Answer> read(HttpClientResponse response) {
    Buffer body = Buffer.buffer();
    response.handler(
        chunk -> {
          if (body.length() + chunk.length() > MAX_ANSWER) {
            // nobody reads it: the status is what counts
            response.handler(null);
            response.request().reset();
          } else {
            body.appendBuffer(chunk);
          }
        });
    return response.end().otherwiseEmpty().map(end -> answer(response, body));
  }

  private static Answer answer(HttpClientResponse response, Buffer body) {
    Duration pause = RetryAfter.of(response.getHeader(HttpHeaders.RETRY_AFTER), Instant.now());
    return new Answer(response.statusCode(), pause, body);
  }

  /**
   * @param retryAfter what the receiver asks for, zero when it does not
   * @param body its beginning
   */
  public record Answer(int status, Duration retryAfter, Buffer body) {
    public boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    /**
     * As a failed delivery. A pause is believed only of a receiver that says it is overloaded; 502,
     * 503 and 504 come from what stands before a receiver that is away.
     */
    public DeliveryFailure failure(DeliveryFailure.Kind kind) {
      boolean overloaded = status == 429 || status == 503;
      boolean away = kind == DeliveryFailure.Kind.UNAVAILABLE && status >= 502 && status <= 504;
      return DeliveryFailure.answered(
          away ? DeliveryFailure.Kind.AWAY : kind, status, overloaded ? retryAfter : Duration.ZERO);
    }
  }
}

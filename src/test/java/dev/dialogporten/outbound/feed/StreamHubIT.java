package dev.dialogporten.outbound.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.event.EventFilter;
import dev.dialogporten.event.LiveEvents.Stream;
import dev.dialogporten.event.PublishedEvent;
import dev.dialogporten.outbound.Changes;
import dev.dialogporten.outbound.log.ChangeRows;
import dev.dialogporten.outbound.log.CloudEvents;
import dev.dialogporten.outbound.log.LogTail;
import dev.dialogporten.outbound.log.Pace;
import dev.dialogporten.outbound.log.SetAside;
import dev.dialogporten.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.SqlClient;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class StreamHubIT {
  private static final String END_OF_LOG = "dialog_log_end()";

  private final TestDatabase database = TestDatabase.shared();
  private final Promise<Void> tailMayStart = Promise.promise();
  private final Promise<Void> streamHasRead = Promise.promise();
  private final AtomicInteger endsAsked = new AtomicInteger();

  /** The stream has looked at the log and waits; the tail finds its place behind a change. */
  @Test
  void next_committedBeforeTheTailFoundItsPlace(Vertx vertx) {
    Pool pool = database.pool(vertx, 2);
    ChangeRows rows =
        new ChangeRows(
            slow(pool),
            new CloudEvents("https://example.com"),
            new SetAside(new SimpleMeterRegistry()));
    LogTail tail = new LogTail(vertx, rows, new Pace(Duration.ofMillis(50)));
    StreamHub hub =
        new StreamHub(vertx, new LogReads(tail, rows, 2, 10), new SimpleMeterRegistry(), 1, 1);
    String org = Changes.newOrg();
    Stream stream = hub.open(org, EventFilter.ALL, null).await();
    Future<List<PublishedEvent>> next = stream.next();
    streamHasRead.future().await();

    UUID dialog = UUID.randomUUID();
    Changes.insert(database, Changes.updated(org, dialog));
    tailMayStart.complete();

    assertThat(next.await()).extracting(PublishedEvent::dialogId).containsExactly(dialog);
    stream.close();
  }

  /** A client that answers the tail's first question, where the log ends, when it is told to. */
  private SqlClient slow(SqlClient client) {
    return proxy(
        SqlClient.class,
        (method, arguments) -> {
          Object result = method.invoke(client, arguments);
          if (!method.getName().equals("preparedQuery")) {
            return result;
          }
          return ((String) arguments[0]).contains(END_OF_LOG) && endsAsked.incrementAndGet() == 2
              ? late((PreparedQuery<?>) result)
              : observed((PreparedQuery<?>) result);
        });
  }

  private Object late(PreparedQuery<?> query) {
    return proxy(
        PreparedQuery.class,
        (method, arguments) ->
            tailMayStart.future().compose(v -> (Future<?>) call(method, query, arguments)));
  }

  private Object observed(PreparedQuery<?> query) {
    return proxy(
        PreparedQuery.class,
        (method, arguments) ->
            ((Future<?>) method.invoke(query, arguments))
                .onSuccess(
                    v -> {
                      if (endsAsked.get() == 2) {
                        streamHasRead.tryComplete();
                      }
                    }));
  }

  private interface Call {
    Object of(Method method, Object[] arguments) throws ReflectiveOperationException;
  }

  private static Object call(Method method, Object target, Object[] arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call.of(method, arguments)));
  }
}

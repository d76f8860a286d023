package dev.dialogporten.http.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.api.ApiFixture;
import dev.dialogporten.auth.Policy;
import dev.dialogporten.auth.Principal;
import dev.dialogporten.auth.Unauthenticated;
import dev.dialogporten.auth.UserType;
import dev.dialogporten.config.EventSettings;
import dev.dialogporten.config.HttpSettings.EtagForm;
import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.Scope;
import dev.dialogporten.event.EventFilter;
import dev.dialogporten.event.EventPosition;
import dev.dialogporten.event.LiveEvents;
import dev.dialogporten.event.Position;
import dev.dialogporten.event.PublishedEvent;
import dev.dialogporten.http.exchange.Route;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a stream was opened with must hold for as long as it lasts. */
class StreamPermissionTest {
  private static final Set<String> SCOPES = Set.of(Scope.SERVICE_PROVIDER);
  private static final Future<Principal> GOOD =
      answer(UserType.ServiceOwner, SCOPES, "991825827", "ttd");

  private volatile Future<Principal> principal = GOOD;
  private final Quiet quiet = new Quiet();
  private final ApiFixture server =
      new ApiFixture(
          ApiFixture.settings(EtagForm.QUOTED, 20_000, 100),
          List.of(
              Route.get(
                  "/stream",
                  "stream",
                  Policy.OWNER_FEED,
                  new EventStreams(
                          new EventContext(
                              quiet,
                              null,
                              null,
                              authorization -> principal,
                              new EventSettings.Streams(
                                  Duration.ofMillis(20), Duration.ofSeconds(5), 10, 10)))
                      ::open)));

  static Stream<Arguments> lost() {
    return Stream.of(
        Arguments.of(
            "token", Future.<Principal>failedFuture(Unauthenticated.invalid("it has expired"))),
        Arguments.of("scope", answer(UserType.ServiceOwner, Set.of(), "991825827", "ttd")),
        Arguments.of("user type", answer(UserType.SystemUser, SCOPES, "991825827", "ttd")),
        Arguments.of("organisation", answer(UserType.ServiceOwner, SCOPES, "991825827", "other")),
        Arguments.of("registration", answer(UserType.ServiceOwner, SCOPES, "991825827", null)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** It goes on for some heartbeats, and ends once the token is not what it was. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("lost")
  void lost_streamEnds(String what, Future<Principal> then) {
    var answer = server.request(HttpMethod.GET, "/stream").send();
    quiet.opened.future().await();
    assertThat(answer.isComplete()).isFalse();

    principal = then;

    assertThat(answer.await().bodyAsString()).contains(": connected");
    assertThat(quiet.closed.future().await()).isTrue();
  }

  private static Future<Principal> answer(
      UserType type, Set<String> scopes, String number, String code) {
    return Future.succeededFuture(
        new Principal(type, scopes, new Caller(number, code, scopes, null)));
  }

  /** Nothing ever happens. */
  private static final class Quiet implements LiveEvents, LiveEvents.Stream {
    final Promise<Boolean> opened = Promise.promise();
    final Promise<Boolean> closed = Promise.promise();

    @Override
    public Future<LiveEvents.Stream> open(String org, EventFilter filter, EventPosition after) {
      return Future.succeededFuture(this);
    }

    @Override
    public Future<List<PublishedEvent>> next() {
      opened.complete(true);
      return Promise.<List<PublishedEvent>>promise().future();
    }

    @Override
    public EventPosition position() {
      return EventPosition.after(Position.BEGINNING);
    }

    @Override
    public void close() {
      closed.tryComplete(true);
    }
  }
}

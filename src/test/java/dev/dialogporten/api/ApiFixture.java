package dev.dialogporten.api;

import dev.dialogporten.auth.Authenticator;
import dev.dialogporten.auth.Principal;
import dev.dialogporten.auth.Unauthenticated;
import dev.dialogporten.auth.UserType;
import dev.dialogporten.bus.Bus;
import dev.dialogporten.config.HttpSettings;
import dev.dialogporten.config.HttpSettings.EtagForm;
import dev.dialogporten.config.LimitSettings;
import dev.dialogporten.config.SettingsLoader;
import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.EndUserAccess;
import dev.dialogporten.dialog.Limits;
import dev.dialogporten.dialog.Scope;
import dev.dialogporten.dialog.search.ContinuationTokens;
import dev.dialogporten.dialog.search.SearchQuery;
import dev.dialogporten.http.HttpVerticle;
import dev.dialogporten.http.RouteTable;
import dev.dialogporten.http.dialogs.RenderedDialogs;
import dev.dialogporten.http.events.EventContext;
import dev.dialogporten.http.exchange.Route;
import dev.dialogporten.http.search.SearchContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The HTTP side alone, on a free port: whatever it asks over the bus is answered by the test, by
 * the class of what is asked. A token is its scopes: {@code Bearer scope scope}; {@code org:number}
 * is the caller's organisation.
 */
public final class ApiFixture implements AutoCloseable {
  public static final String OWNER = "Bearer " + Scope.SERVICE_PROVIDER;
  public static final String ORGANIZATION = "991825827";

  static final ContinuationTokens TOKENS = new ContinuationTokens(new byte[] {1, 2, 3});
  static final SearchContext SEARCH =
      new SearchContext(SettingsLoader.of(Map.of()).search(), TOKENS, new KnownResources());

  /** Events are tested with the whole service. */
  static final EventContext EVENTS = new EventContext(null, null, null, null, null);

  final Vertx vertx = Vertx.vertx();
  private final Map<Class<?>, Function<Object, Future<Object>>> answers = new ConcurrentHashMap<>();
  private final WebClient client;
  private final HttpVerticle verticle;

  public ApiFixture() {
    this(settings(EtagForm.QUOTED, 20_000_000, 100));
  }

  public ApiFixture(HttpSettings settings) {
    this(settings, List.of());
  }

  public ApiFixture(HttpSettings settings, List<Route> more) {
    Bus.install(vertx);
    Bus bus = new Bus(vertx, 1, 5000);
    bus.answer(bus.shardAddress(0), this::answer);
    bus.answer(SearchQuery.ADDRESS, this::answer);
    List<Route> routes =
        new java.util.ArrayList<>(
            RouteTable.of(
                settings,
                bus,
                EVERYTHING,
                new RenderedDialogs(1 << 20),
                SEARCH,
                EVENTS,
                Limits.DEFAULT,
                false));
    routes.addAll(more);
    verticle = new HttpVerticle(settings, new ScopeTokens(), routes);
    vertx.deployVerticle(verticle).await();
    client =
        WebClient.create(
            vertx,
            new WebClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(verticle.port()));
  }

  public static HttpSettings settings(EtagForm etag, int maxBody, int maxInFlight) {
    return settings(etag, maxBody, maxInFlight, new LimitSettings(0, 1000));
  }

  public static HttpSettings settings(
      EtagForm etag, int maxBody, int maxInFlight, LimitSettings limits) {
    return settings(etag, maxBody, maxInFlight, limits, 16_384);
  }

  public static HttpSettings settings(
      EtagForm etag, int maxBody, int maxInFlight, LimitSettings limits, int transferRate) {
    return new HttpSettings(
        "127.0.0.1",
        0,
        etag,
        maxBody,
        Duration.ofSeconds(10),
        maxInFlight,
        1_000,
        1_000,
        Duration.ofMillis(400),
        transferRate,
        Set.of(),
        true,
        limits,
        Optional.empty());
  }

  public int port() {
    return verticle.port();
  }

  /** From now on, what is asked with this class is answered so. */
  public <T> ApiFixture answering(Class<T> asked, Function<T, Future<?>> answer) {
    answers.put(asked, question -> answer.apply(asked.cast(question)).map(a -> (Object) a));
    return this;
  }

  private Future<Object> answer(Object question) {
    Function<Object, Future<Object>> answer = answers.get(question.getClass());
    return answer == null
        ? Future.failedFuture(new AssertionError("not expected: " + question))
        : answer.apply(question);
  }

  /** A request with the token of a service owner. */
  public HttpRequest<Buffer> request(HttpMethod method, String uri) {
    return anonymous(method, uri).putHeader("Authorization", OWNER);
  }

  public HttpRequest<Buffer> anonymous(HttpMethod method, String uri) {
    return client.request(method, uri);
  }

  public HttpResponse<Buffer> get(String uri) {
    return request(HttpMethod.GET, uri).send().await();
  }

  /** A request with a JSON body. */
  public HttpResponse<Buffer> send(HttpMethod method, String uri, String json) {
    return request(method, uri)
        .putHeader("Content-Type", "application/json")
        .sendBuffer(Buffer.buffer(json))
        .await();
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  private static final class ScopeTokens implements Authenticator {
    @Override
    public Future<Principal> authenticate(String authorization) {
      if (authorization == null) {
        return Future.failedFuture(Unauthenticated.missing("no token"));
      }
      if (authorization.equals("Bearer expired")) {
        return Future.failedFuture(Unauthenticated.invalid("the token has expired"));
      }
      Set<String> scopes = Set.of(authorization.substring("Bearer ".length()).split(" "));
      boolean owner = scopes.contains(Scope.SERVICE_PROVIDER) && !scopes.contains("system-user");
      String number =
          scopes.stream()
              .filter(scope -> scope.startsWith("org:"))
              .map(scope -> scope.substring(4))
              .findFirst()
              .orElse(ORGANIZATION);
      Caller caller =
          scopes.contains("no-consumer") ? null : new Caller(number, "ttd", scopes, null);
      UserType type = owner ? UserType.ServiceOwner : UserType.SystemUser;
      Principal principal =
          new Principal(type, scopes, caller, caller == null ? "no consumer" : null, null, null);
      return scopes.contains("slow")
          ? Future.future(promise -> new Thread(() -> promise.complete(principal)).start())
          : Future.succeededFuture(principal);
    }
  }

  /** Everybody may do everything, except for the action and the attribute named "forbidden". */
  public static final EndUserAccess EVERYTHING =
      new EndUserAccess() {
        @Override
        public boolean mayAccess(String personUrn, String party, String serviceResource) {
          return true;
        }

        @Override
        public boolean mayPerform(
            String person, String party, String resource, String action, String attribute) {
          return !"forbidden".equals(action) && !"forbidden".equals(attribute);
        }

        @Override
        public Set<Grant> grantsOf(String personUrn) {
          return Set.of();
        }

        @Override
        public boolean isUnrestricted() {
          return true;
        }
      };
}

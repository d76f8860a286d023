package dev.dialogporten.http.server;

import dev.dialogporten.auth.Authenticator;
import dev.dialogporten.auth.Policy;
import dev.dialogporten.auth.Principal;
import dev.dialogporten.http.exchange.ApiRequest;
import dev.dialogporten.http.exchange.BodyUse;
import dev.dialogporten.http.exchange.ProblemResponder;
import dev.dialogporten.http.exchange.Reply;
import dev.dialogporten.http.exchange.Route;
import dev.dialogporten.http.server.Refusals.Reason;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The way of a request from its head to its endpoint. The order of the stages decides which failure
 * a client sees: route, token (401), policy (403), {@code endUserId} (400), user type (403), media
 * type (415), body size (413), binding (400), and then what the dialog says. Belongs to one event
 * loop.
 */
public final class Pipeline {
  private final Authenticator authenticator;
  private final AuditTrail audit;
  private final Routing routing;
  private final ProblemResponder problems;
  private final Quotas quotas;
  private final Outbox outbox;
  private final BodyReader bodies;
  private final Cors cors;
  private final Gzip gzip;
  private final Load load;
  private final WorkerExecutor workers;
  private final Context context;
  private final RefusalLog overload = new RefusalLog();

  public Pipeline(
      Authenticator authenticator,
      AuditTrail audit,
      Routing routing,
      ProblemResponder problems,
      Outbox outbox,
      Load load,
      Quotas quotas,
      BodyReader bodies,
      Cors cors,
      Gzip gzip,
      WorkerExecutor workers,
      Context context) {
    this.authenticator = authenticator;
    this.audit = audit;
    this.routing = routing;
    this.problems = problems;
    this.outbox = outbox;
    this.quotas = quotas;
    this.bodies = bodies;
    this.cors = cors;
    this.gzip = gzip;
    this.load = load;
    this.workers = workers;
    this.context = context;
  }

  /** A request whose route is known. */
  public void handle(RoutingContext routed, Route route) {
    outbox.whenThereIsRoom(routed.request(), () -> take(routed, route));
  }

  private void take(RoutingContext routed, Route route) {
    HttpServerRequest request = routed.request();
    Stay stay = Stay.enter(load);
    if (stay == null) {
      busy(request);
      return;
    }
    answer(routed, route, stay)
        .compose(reply -> gzip.encoded(request, reply))
        .recover(failure -> Future.succeededFuture(problems.reply(request, failure)))
        .onComplete(
            reply -> {
              stay.leave();
              bodies.discardRest(request);
              outbox.send(request, reply.result(), stay.quota());
            });
  }

  private void busy(HttpServerRequest request) {
    overload.refused("http.max-in-flight requests are being answered by one event loop");
    bodies.discardRest(request);
    outbox.send(request, problems.reply(request, tooMany()), null);
  }

  private static Problem tooMany() {
    return Problem.unavailable("Too many requests at the same time. Try again.");
  }

  private Future<Reply> answer(RoutingContext routed, Route route, Stay stay) {
    try {
      Admission.checkHead(routed.request());
      return route.policy() == Policy.OPEN
          ? admit(routed, route, null, stay)
          : identified(routed, route, stay);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  /** Whatever is answered on a route that needs a token leaves a line in the audit log. */
  private Future<Reply> identified(RoutingContext routed, Route route, Stay stay) {
    Principal[] known = new Principal[1];
    return authenticate(routed.request())
        .compose(
            principal -> {
              known[0] = principal;
              if (principal.caller() != null) {
                stay.claim(quotas.of(principal.caller().organizationNumber()));
              }
              return admit(routed, route, principal, stay);
            })
        .recover(failure -> Future.succeededFuture(problems.reply(routed.request(), failure)))
        .onSuccess(reply -> audit.record(known[0], route.operation(), routed, reply));
  }

  /** A path without a route, or not for this method (RFC 9110 sections 15.5.5 and 15.5.6). */
  public void unrouted(RoutingContext routed) {
    HttpServerRequest request = routed.request();
    if (!load.enter()) {
      busy(request);
      return;
    }
    load.leave();
    try {
      Admission.checkHead(request);
    } catch (ProblemException e) {
      outbox.send(request, problems.reply(request, e), null);
      return;
    }
    if (!Routing.isKnown(request.method())) {
      outbox.send(request, problems.reply(request, Problem.of(ProblemType.NOT_IMPLEMENTED)), null);
      return;
    }
    Map<HttpMethod, Route> routes = routing.methods(request.path());
    if (routes.isEmpty()) {
      outbox.send(request, problems.reply(request, ProblemResponder.noSuchPath()), null);
      return;
    }
    Advertisement offer = Advertisement.of(routes);
    Reply reply =
        request.method() == HttpMethod.OPTIONS
            ? cors.preflight(request, Reply.status(204), offer)
            : problems.reply(request, Problem.of(ProblemType.METHOD_NOT_ALLOWED));
    outbox.send(request, offer.addTo(reply), null);
  }

  /**
   * The router could not handle the request: its path is not validly encoded, or there is a bug.
   */
  public void failed(RoutingContext routed) {
    HttpServerRequest request = routed.request();
    Throwable failure = routed.failure();
    if (failure == null || routed.statusCode() == 400) {
      failure =
          Problem.of(ProblemType.INVALID_PARAMETER)
              .withDetail("The request is not valid HTTP.")
              .toException();
    }
    outbox.send(request, problems.reply(request, failure), null);
  }

  /** A token verified before is answered at once; until another is, the body has to wait. */
  private Future<Principal> authenticate(HttpServerRequest request) {
    Future<Principal> principal =
        authenticator.authenticate(request.getHeader(HttpHeaders.AUTHORIZATION));
    if (principal.isComplete()) {
      return principal;
    }
    request.pause();
    Promise<Principal> here = Promise.promise();
    principal.onComplete(
        result ->
            context.runOnContext(
                v -> {
                  here.handle(result);
                  request.resume();
                }));
    return here.future();
  }

  private Future<Reply> admit(RoutingContext routed, Route route, Principal verified, Stay stay) {
    HttpServerRequest request = routed.request();
    MultiMap query = Admission.query(request);
    Principal principal = verified;
    if (principal != null) {
      if (!route.policy().isFulfilledBy(principal)) {
        return Future.succeededFuture(unfulfilled(request, route.policy(), principal));
      }
      principal = Admission.actingFor(principal, query);
      if (!route.policy().permits(principal.userType())) {
        return Future.failedFuture(wrongType(route.policy()).toException());
      }
    }
    if (route.isChange() && !route.conditional()) {
      Admission.checkUnconditional(request);
    }
    if (!route.body().accepts(request.getHeader(HttpHeaders.CONTENT_TYPE))
        || isEncoded(request, route)) {
      Problem problem =
          Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE)
              .withDetail(
                  "The body must be "
                      + String.join(" or ", route.body().mediaTypes())
                      + " in UTF-8, not compressed.");
      Reply reply = problems.reply(request, problem);
      return Future.succeededFuture(Advertisement.of(routing.methods(request.path())).addTo(reply));
    }
    return run(routed, route, query, principal, stay);
  }

  private Future<Reply> run(
      RoutingContext routed, Route route, MultiMap query, Principal principal, Stay stay) {
    HttpServerRequest request = routed.request();
    Future<Buffer> body =
        route.body() == BodyUse.NONE
            ? Future.succeededFuture(Buffer.buffer())
            : whole(request, stay);
    return body.compose(
        bytes -> {
          ApiRequest api =
              new ApiRequest(
                  request,
                  routed.pathParams(),
                  query,
                  principal == null ? null : principal.caller(),
                  bytes,
                  workers);
          return route.endpoint().handle(api).onFailure(this::count);
        });
  }

  private void count(Throwable failure) {
    if (failure instanceof ProblemException known) {
      ProblemType type = known.problem().type();
      if (type == ProblemType.TOO_MANY_REQUESTS) {
        quotas.refusals().count(Reason.QUEUE);
      } else if (type == ProblemType.UNAVAILABLE) {
        quotas.refusals().count(Reason.UNAVAILABLE);
      }
    }
  }

  /** A body that is on its way keeps nobody else from being answered. */
  private Future<Buffer> whole(HttpServerRequest request, Stay stay) {
    Future<Buffer> body = bodies.read(request, stay);
    stay.awaitBody();
    return body.compose(
        bytes -> {
          if (!stay.bodyArrived()) {
            overload.refused("http.max-in-flight requests are being answered by one event loop");
            return Future.failedFuture(tooMany().toException());
          }
          return Future.succeededFuture(bytes);
        });
  }

  /** Compressed bodies are not taken: their size would be unknown until it is too late. */
  private static boolean isEncoded(HttpServerRequest request, Route route) {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    return route.body().isNeeded() && encoding != null && !encoding.equalsIgnoreCase("identity");
  }

  /** RFC 6750 section 3.1. A token may lack scopes, an organisation, or both: it is told which. */
  private Reply unfulfilled(HttpServerRequest request, Policy policy, Principal principal) {
    String scopes = String.join(" ", policy.scopes());
    List<String> lacking = new ArrayList<>();
    if (!principal.scopes().containsAll(policy.scopes())) {
      lacking.add("The token must have the scopes: " + scopes + ".");
    }
    if (principal.callerFault() != null) {
      lacking.add(principal.callerFault());
    }
    Problem problem = Problem.of(ProblemType.FORBIDDEN).withDetail(String.join(" ", lacking));
    return problems
        .reply(request, problem)
        .with(
            ProblemResponder.WWW_AUTHENTICATE,
            "Bearer error=\"insufficient_scope\", scope=\"" + scopes + "\"");
  }

  private static Problem wrongType(Policy policy) {
    return Problem.of(
        ProblemType.FORBIDDEN, "Type", "Permitted user types: " + policy.permittedTypes() + ".");
  }
}

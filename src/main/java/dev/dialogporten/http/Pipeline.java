package dev.dialogporten.http;

import dev.dialogporten.auth.Authenticator;
import dev.dialogporten.auth.Policy;
import dev.dialogporten.auth.Principal;
import dev.dialogporten.problem.Problem;
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

/**
 * The way of a request from its head to its endpoint. The order of the stages decides which failure
 * a client sees: route, token (401), policy (403), {@code endUserId} (400), user type (403), media
 * type (415), body size (413), binding (400), and then what the dialog says. Belongs to one event
 * loop.
 */
final class Pipeline {
  private final Authenticator authenticator;
  private final AuditTrail audit;
  private final PathTree routes;
  private final ProblemResponder problems;
  private final ReplyWriter writer;
  private final BodyReader bodies;
  private final Load load;
  private final WorkerExecutor workers;
  private final Context context;

  Pipeline(
      Authenticator authenticator,
      AuditTrail audit,
      PathTree routes,
      ProblemResponder problems,
      ReplyWriter writer,
      Load load,
      int maxBodyBytes,
      WorkerExecutor workers,
      Context context) {
    this.authenticator = authenticator;
    this.audit = audit;
    this.routes = routes;
    this.problems = problems;
    this.writer = writer;
    this.bodies = new BodyReader(maxBodyBytes, load);
    this.load = load;
    this.workers = workers;
    this.context = context;
  }

  void handle(HttpServerRequest request) {
    if (!load.enter()) {
      Problem problem = Problem.unavailable("Too many requests at the same time. Try again.");
      writer.write(request, problems.reply(request, problem));
      return;
    }
    answer(request)
        .recover(failure -> Future.succeededFuture(problems.reply(request, failure)))
        .onComplete(
            reply -> {
              load.leave();
              writer.write(request, reply.result());
            });
  }

  private Future<Reply> answer(HttpServerRequest request) {
    PathTree.Match match = routes.find(request.path());
    Route route = match.routes().get(methodOf(request));
    if (route == null) {
      return Future.succeededFuture(unrouted(request, match));
    }
    request.routed(route.path());
    try {
      return route.policy() == Policy.OPEN
          ? admit(request, match, route, null)
          : identified(request, match, route);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  /** Whatever is answered on a route that needs a token leaves a line in the audit log. */
  private Future<Reply> identified(HttpServerRequest request, PathTree.Match match, Route route) {
    Principal[] known = new Principal[1];
    return authenticate(request)
        .compose(
            principal -> {
              known[0] = principal;
              return admit(request, match, route, principal);
            })
        .recover(failure -> Future.succeededFuture(problems.reply(request, failure)))
        .onSuccess(reply -> audit.record(known[0], route.operation(), match, reply));
  }

  /** HEAD is GET without the body, which the server leaves out (RFC 9110 section 9.3.2). */
  private static HttpMethod methodOf(HttpServerRequest request) {
    return request.method() == HttpMethod.HEAD ? HttpMethod.GET : request.method();
  }

  private Reply unrouted(HttpServerRequest request, PathTree.Match match) {
    if (match.routes().isEmpty()) {
      Problem problem = Problem.of(ProblemType.NOT_FOUND).withDetail("There is no such path.");
      return problems.reply(request, problem);
    }
    Reply reply =
        request.method() == HttpMethod.OPTIONS
            ? Reply.status(204)
            : problems.reply(request, Problem.of(ProblemType.METHOD_NOT_ALLOWED));
    return Advertisement.of(match).addTo(reply);
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

  private Future<Reply> admit(
      HttpServerRequest request, PathTree.Match match, Route route, Principal verified) {
    MultiMap query = Admission.query(request);
    Principal principal = verified;
    if (principal != null) {
      if (!route.policy().isFulfilledBy(principal)) {
        return Future.succeededFuture(insufficientScope(request, route.policy()));
      }
      principal = Admission.actingFor(principal, query);
      if (!route.policy().permits(principal.userType())) {
        return Future.failedFuture(wrongType(route.policy()).toException());
      }
    }
    if (!route.body().accepts(request.getHeader(HttpHeaders.CONTENT_TYPE))
        || isEncoded(request, route)) {
      Reply reply = problems.reply(request, Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE));
      return Future.succeededFuture(Advertisement.of(match).addTo(reply));
    }
    return run(request, match, route, query, principal);
  }

  private Future<Reply> run(
      HttpServerRequest request,
      PathTree.Match match,
      Route route,
      MultiMap query,
      Principal principal) {
    Future<Buffer> body =
        route.body() == BodyUse.NONE
            ? Future.succeededFuture(Buffer.buffer())
            : bodies.read(request);
    return body.compose(
        bytes -> {
          ApiRequest api =
              new ApiRequest(
                  request,
                  match.parameters(),
                  query,
                  principal == null ? null : principal.caller(),
                  bytes,
                  workers);
          return Future.succeededFuture(api)
              .compose(route.endpoint()::handle)
              .onComplete(reply -> load.release(bytes.length()));
        });
  }

  /** Compressed bodies are not taken: their size would be unknown until it is too late. */
  private static boolean isEncoded(HttpServerRequest request, Route route) {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    return route.body().isNeeded() && encoding != null && !encoding.equalsIgnoreCase("identity");
  }

  /** RFC 6750 section 3.1. */
  private Reply insufficientScope(HttpServerRequest request, Policy policy) {
    String scopes = String.join(" ", policy.scopes());
    Problem problem =
        Problem.of(ProblemType.FORBIDDEN)
            .withDetail("The token must name a consumer and have the scopes: " + scopes);
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

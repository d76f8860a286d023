package dev.dialogporten.http.exchange;

import dev.dialogporten.auth.Unauthenticated;
import dev.dialogporten.problem.Conflicts;
import dev.dialogporten.problem.DatabaseAway;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only maker of {@code application/problem+json}: any failure in, an answer out. */
public final class ProblemResponder {
  static final CharSequence MEDIA_TYPE =
      HttpHeaders.createOptimized("application/problem+json; charset=utf-8");

  public static final CharSequence WWW_AUTHENTICATE =
      HttpHeaders.createOptimized("WWW-Authenticate");

  private static final Logger LOG = LoggerFactory.getLogger(ProblemResponder.class);
  private static final CharSequence TRACEPARENT = HttpHeaders.createOptimized("traceparent");
  private static final Problem INTERNAL =
      Problem.of(ProblemType.INTERNAL).withDetail("Something went wrong during the request.");

  /** RFC 3986 section 3.3. */
  private static final Pattern PLAIN_PATH =
      Pattern.compile("/(?!/)[A-Za-z0-9._~!$&'()*+,;=:@/%-]*+");

  private final Preconditions preconditions;

  public ProblemResponder(Preconditions preconditions) {
    this.preconditions = preconditions;
  }

  /** A failure that is not a refusal is a fault of ours: logged here, once, with its trace id. */
  public Reply reply(HttpServerRequest request, Throwable failure) {
    if (failure instanceof ProblemException refusal) {
      return reply(request, refusal.problem());
    }
    if (failure instanceof Unauthenticated refusal) {
      Problem problem = Problem.of(ProblemType.UNAUTHENTICATED).withDetail(refusal.getMessage());
      return reply(request, problem).with(WWW_AUTHENTICATE, refusal.challenge());
    }
    if (DatabaseAway.isCauseOf(failure)) {
      ProblemException away =
          isRead(request) ? DatabaseAway.problem(failure) : DatabaseAway.problemOfWrite(failure);
      return reply(request, away.problem());
    }
    String traceId = traceId(request);
    LOG.atError()
        .setCause(failure)
        .addKeyValue("trace.id", TraceContext.idOf(traceId))
        .log("{} {} failed, trace {}", request.method(), request.path(), traceId);
    return reply(request, INTERNAL, traceId);
  }

  public Reply reply(HttpServerRequest request, Problem problem) {
    return reply(request, problem, traceId(request));
  }

  private Reply reply(HttpServerRequest request, Problem problem, String traceId) {
    Buffer body = Buffer.buffer(json(problem, instance(request.path()), traceId));
    Reply reply = Reply.body(problem.type().status(), MEDIA_TYPE, body);
    if (problem.retryAfterSeconds() > 0) {
      reply = reply.with(HttpHeaders.RETRY_AFTER, Integer.toString(problem.retryAfterSeconds()));
    }
    if (problem.type() == ProblemType.REQUEST_TIMEOUT) {
      reply = reply.closing(); // RFC 9110 section 15.5.9: nobody waits for the rest
    }
    boolean precondition = problem.type().status() == ProblemType.PRECONDITION_FAILED.status();
    if (precondition && problem.currentRevision() != null) {
      reply = reply.with(HttpHeaders.ETAG, preconditions.etag(problem.currentRevision()));
    }
    if (problem.inUse() != null) {
      reply = reply.with(HttpHeaders.LOCATION, location(problem.inUse()));
    }
    return reply;
  }

  /** A target that is no plain path of a URI, or that would name another host, is not repeated. */
  private static String instance(String path) {
    return path != null && PLAIN_PATH.matcher(path).matches() ? path : "/";
  }

  private static String location(Problem.InUse inUse) {
    return inUse.transmissionId() == null
        ? Paths.DIALOGS + "/" + inUse.dialogId()
        : Paths.transmissions(inUse.dialogId()) + "/" + inUse.transmissionId();
  }

  private static String traceId(HttpServerRequest request) {
    return TraceContext.traceId(request.getHeader(TRACEPARENT));
  }

  private static boolean isRead(HttpServerRequest request) {
    return request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
  }

  public static Problem noSuchPath() {
    return Problem.of(ProblemType.NOT_FOUND).withDetail("There is no such path.");
  }

  static String json(Problem problem, String instance, String traceId) {
    JsonBuilder json = new JsonBuilder(512).openObject();
    json.text("type", problem.type().type());
    json.text("title", problem.title());
    json.member("status", problem.type().status());
    json.text("detail", problem.detail());
    json.text("instance", instance);
    json.text("traceId", traceId);
    json.text("code", problem.type().code());
    if (!problem.errors().isEmpty()) {
      errors(json, problem.errors());
    }
    json.member("currentRevision", problem.currentRevision());
    if (problem.conflicts() != null) {
      conflicts(json, problem.conflicts());
    }
    if (problem.current() != null) {
      json.json("current", problem.current());
    }
    if (problem.inUse() != null) {
      json.member("dialogId", problem.inUse().dialogId());
      json.member("transmissionId", problem.inUse().transmissionId());
      json.text("idempotentKey", problem.inUse().idempotentKey());
    }
    json.text("oldest", problem.oldest());
    return json.closeObject().toString();
  }

  private static void conflicts(JsonBuilder json, Conflicts conflicts) {
    json.member("currentRevisionAt", conflicts.currentRevisionAt());
    json.member("yourRevision", conflicts.yourRevision());
    if (conflicts.base() == Conflicts.Base.UNKNOWN) {
      json.text("base", "unknown");
    }
    if (conflicts.base() != Conflicts.Base.KNOWN) {
      return;
    }
    json.openArray("conflicts");
    for (Conflicts.Change change : conflicts.changes()) {
      json.openObject()
          .text("member", change.member())
          .member("revision", change.revision())
          .member("at", change.at())
          .text("by", change.by())
          .member("silent", change.silent())
          .closeObject();
    }
    json.closeArray();
    if (conflicts.truncated()) {
      json.member("conflictsTruncated", true);
    }
  }

  private static void errors(JsonBuilder json, Map<String, List<String>> errors) {
    json.openObject("errors");
    errors.forEach(
        (key, texts) -> {
          json.openArray(key);
          texts.forEach(json::text);
          json.closeArray();
        });
    json.closeObject();
  }
}

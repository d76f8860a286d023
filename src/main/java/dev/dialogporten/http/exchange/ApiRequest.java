package dev.dialogporten.http.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.Precondition;
import dev.dialogporten.dialog.search.ContinuationTokens;
import dev.dialogporten.dialog.search.OrderBy;
import dev.dialogporten.dialog.search.PagePosition;
import dev.dialogporten.dialog.value.JsonText;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * An admitted request, and the only reader of what it says. A value that cannot be read is noted
 * and stands as null, so that all of them are reported together: pass what was made of the values
 * through {@link #valid} before using it. Belongs to one event loop.
 */
public final class ApiRequest {
  /**
   * From this size on, parsing or rendering a body would hold up the other requests of the event
   * loop.
   */
  private static final int LARGE_BODY = 64 * 1024;

  private final HttpServerRequest request;
  private final Map<String, String> parameters;
  private final MultiMap query;
  private final Caller caller;
  private final Buffer body;
  private final WorkerExecutor workers;
  private final Faults faults = new Faults();

  public ApiRequest(
      HttpServerRequest request,
      Map<String, String> parameters,
      MultiMap query,
      Caller caller,
      Buffer body,
      WorkerExecutor workers) {
    this.request = request;
    this.parameters = parameters;
    this.query = query;
    this.caller = caller;
    this.body = body;
    this.workers = workers;
  }

  /** Null on routes that need no token. */
  public Caller caller() {
    return caller;
  }

  /** For faults that an endpoint finds by itself. */
  public Faults faults() {
    return faults;
  }

  /**
   * The argument, once everything read so far was readable; throws a {@code ProblemException} with
   * every fault otherwise.
   */
  public <T> T valid(T made) {
    faults.throwIfAny(ProblemType.INVALID_PARAMETER);
    return made;
  }

  /**
   * Parses the JSON body and binds it. Large ones are parsed and bound on a worker thread. Fails
   * with the one fault the binding stopped at.
   */
  public <T> Future<T> body(Function<JsonNode, T> binding) {
    if (body.length() > LARGE_BODY) {
      return workers.executeBlocking(() -> binding.apply(JsonText.parse(body.getBytes())), false);
    }
    try {
      return Future.succeededFuture(binding.apply(JsonText.parse(body.getBytes())));
    } catch (ProblemException refusal) {
      return Future.failedFuture(refusal);
    }
  }

  public boolean hasBody() {
    return body.length() > 0;
  }

  public boolean announcesJson() {
    return BodyUse.isJson(header("Content-Type"));
  }

  public boolean announcesMergePatch() {
    return BodyUse.isMergePatch(header("Content-Type"));
  }

  /** A path parameter as text, decoded. */
  public String path(String name) {
    return parameters.get(name);
  }

  /** A path parameter that is a UUID. */
  public UUID pathId(String name) {
    return noted(name, Values.uuid(path(name)), "is not a valid UUID.", path(name));
  }

  /** A path parameter that is a UUID other than the nil UUID. */
  public UUID pathId(String name, String nilKey) {
    UUID id = pathId(name);
    if (id != null && id.getMostSignificantBits() == 0 && id.getLeastSignificantBits() == 0) {
      faults.add(nilKey, "'" + nilKey + "' must not be empty.");
    }
    return id;
  }

  public String header(String name) {
    return request.getHeader(name);
  }

  /** All field lines of a header. */
  public List<String> headers(String name) {
    return request.headers().getAll(name);
  }

  public Precondition ifMatch() {
    Optional<Precondition> precondition = Preconditions.ifMatch(headers("If-Match"));
    return noted("If-Match", precondition, "is not a list of revisions.", header("If-Match"));
  }

  /** What the client would like; of no weight for whether the request succeeds. */
  public Prefer prefer() {
    return request.headers().contains(Prefer.HEADER)
        ? Prefer.of(headers(Prefer.HEADER))
        : Prefer.NOTHING;
  }

  public boolean hasQuery(String name) {
    return query.contains(name);
  }

  /** A query value as text; null when absent. */
  public String text(String name) {
    List<String> values = query.getAll(name);
    if (values.stream().distinct().count() > 1) {
      faults.add(name, "'" + name + "' must not be given more than once.");
    }
    return values.isEmpty() ? null : storable(name, values.get(0));
  }

  /** PostgreSQL has no text with U+0000 and would refuse even to compare with it. */
  private String storable(String key, String text) {
    if (text.indexOf('\0') >= 0) {
      faults.add(key, "'" + key + "' must not contain the character U+0000.");
    }
    return text;
  }

  /** False when absent. */
  public boolean flag(String name) {
    return Boolean.TRUE.equals(optionalFlag(name));
  }

  /** Null when absent. */
  public Boolean optionalFlag(String name) {
    return value(name, Values::bool, "is neither true nor false.");
  }

  /** Null when absent. */
  public Integer integer(String name) {
    return value(name, Values::integer, "is not a number.");
  }

  /** Null when absent. */
  public Instant instant(String name) {
    return value(name, Values::instant, "is not a date-time with an offset.");
  }

  /** Null when absent. */
  public UUID id(String name) {
    return value(name, Values::uuid, "is not a valid UUID.");
  }

  /** A constant by name or number; null when absent or empty. */
  public <E extends Enum<E>> E constant(String name, Class<E> type, ToIntFunction<E> number) {
    String text = text(name);
    if (text == null || text.isEmpty()) {
      return null;
    }
    return noted(name, Values.constant(text, type, number), "is not one of its values.", text);
  }

  /** Every value of a list; empty when absent. */
  public List<String> list(String name) {
    List<String> values = Values.list(query.getAll(name));
    values.forEach(value -> storable(name, value));
    return values;
  }

  /**
   * Constants by name or number; each that is neither is noted as {@code name[i]}. An empty list,
   * {@code ?name=}, is as good as none.
   */
  public <E extends Enum<E>> List<E> constants(
      String name, Class<E> type, ToIntFunction<E> number) {
    List<String> given = list(name);
    List<String> texts = given.equals(List.of("")) ? List.of() : given;
    List<E> constants = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      String key = name + "[" + i + "]";
      Optional<E> constant = Values.constant(texts.get(i), type, number);
      E value = noted(key, constant, "is not one of its values.", texts.get(i));
      if (value != null) {
        constants.add(value);
      }
    }
    return List.copyOf(constants);
  }

  /** The request below, for answers that stream. */
  public HttpServerRequest http() {
    return request;
  }

  /** A value of another form; null when absent, or when the reader finds none in the text. */
  public <T> T value(String name, Function<String, Optional<T>> reader, String complaint) {
    String text = text(name);
    return text == null ? null : noted(name, reader.apply(text), complaint, text);
  }

  /** Where the page before ended; null when absent. */
  public PagePosition position(ContinuationTokens tokens, OrderBy order) {
    String token = text(ContinuationTokens.KEY);
    return token == null ? null : tokens.read(token, order, faults);
  }

  /** Runs what would hold up the other requests of the event loop on a worker thread. */
  public <T> Future<T> aside(Callable<T> work) {
    return workers.executeBlocking(work, false);
  }

  /** Renders what is so large aside, else at once. */
  public <T> Future<T> rendered(long size, Supplier<T> rendering) {
    return size > LARGE_BODY ? aside(rendering::get) : Future.succeededFuture(rendering.get());
  }

  private <T> T noted(String key, Optional<T> value, String complaint, String text) {
    if (value.isEmpty()) {
      faults.add(key, "'" + shortened(text) + "' " + complaint);
    }
    return value.orElse(null);
  }

  private static String shortened(String text) {
    int limit = 100;
    return text == null || text.length() <= limit ? text : text.substring(0, limit) + "…";
  }
}

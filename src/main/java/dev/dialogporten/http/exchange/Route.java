package dev.dialogporten.http.exchange;

import dev.dialogporten.auth.Policy;
import io.vertx.core.http.HttpMethod;

/**
 * One line of the route table.
 *
 * @param path template with parameters in braces; literal segments match in any case
 * @param operation stable name of the operation, as in the API description
 * @param conditional whether {@code If-Match} is compared with something; elsewhere a change that
 *     comes with it is refused, never made as if the field were not there
 */
public record Route(
    HttpMethod method,
    String path,
    String operation,
    Policy policy,
    BodyUse body,
    boolean conditional,
    Endpoint endpoint) {

  public static Route get(String path, String operation, Policy policy, Endpoint endpoint) {
    return new Route(HttpMethod.GET, path, operation, policy, BodyUse.NONE, false, endpoint);
  }

  public static Route delete(String path, String operation, Policy policy, Endpoint endpoint) {
    return new Route(HttpMethod.DELETE, path, operation, policy, BodyUse.NONE, true, endpoint);
  }

  public static Route post(String path, String operation, Policy policy, Endpoint endpoint) {
    return new Route(HttpMethod.POST, path, operation, policy, BodyUse.JSON, true, endpoint);
  }

  public static Route put(String path, String operation, Policy policy, Endpoint endpoint) {
    return new Route(HttpMethod.PUT, path, operation, policy, BodyUse.JSON, true, endpoint);
  }

  /** A POST that needs no body. */
  public static Route action(String path, String operation, Policy policy, Endpoint endpoint) {
    return new Route(HttpMethod.POST, path, operation, policy, BodyUse.UNUSED, true, endpoint);
  }

  /** A PATCH with a JSON Patch document. */
  public static Route patch(String path, String operation, Policy policy, Endpoint endpoint) {
    return new Route(HttpMethod.PATCH, path, operation, policy, BodyUse.PATCH, true, endpoint);
  }

  /** The same where nothing has a revision yet, or several have. */
  public Route unconditional() {
    return new Route(method, path, operation, policy, body, false, endpoint);
  }

  /** Whether it may change something: all but GET, which serves HEAD too. */
  public boolean isChange() {
    return method != HttpMethod.GET;
  }
}

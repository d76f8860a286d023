package dev.dialogporten.http;

import dev.dialogporten.auth.Policy;
import io.vertx.core.http.HttpMethod;

/**
 * One line of the route table.
 *
 * @param path template with parameters in braces; literal segments match in any case
 * @param operation stable name of the operation, as in the API description
 */
public record Route(
    HttpMethod method,
    String path,
    String operation,
    Policy policy,
    BodyUse body,
    Endpoint endpoint) {

  public static Route get(String path, String operation, Policy policy, Endpoint endpoint) {
    return new Route(HttpMethod.GET, path, operation, policy, BodyUse.NONE, endpoint);
  }

  public static Route delete(String path, String operation, Policy policy, Endpoint endpoint) {
    return new Route(HttpMethod.DELETE, path, operation, policy, BodyUse.NONE, endpoint);
  }

  public static Route post(String path, String operation, Policy policy, Endpoint endpoint) {
    return new Route(HttpMethod.POST, path, operation, policy, BodyUse.JSON, endpoint);
  }

  public static Route put(String path, String operation, Policy policy, Endpoint endpoint) {
    return new Route(HttpMethod.PUT, path, operation, policy, BodyUse.JSON, endpoint);
  }

  /** A POST that needs no body. */
  public static Route action(String path, String operation, Policy policy, Endpoint endpoint) {
    return new Route(HttpMethod.POST, path, operation, policy, BodyUse.UNUSED, endpoint);
  }

  /** A PATCH with a JSON Patch document. */
  public static Route patch(String path, String operation, Policy policy, Endpoint endpoint) {
    return new Route(HttpMethod.PATCH, path, operation, policy, BodyUse.PATCH, endpoint);
  }
}

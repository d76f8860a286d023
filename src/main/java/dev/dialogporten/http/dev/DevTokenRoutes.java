package dev.dialogporten.http.dev;

import static dev.dialogporten.auth.Policy.OPEN;
import static dev.dialogporten.http.exchange.Route.action;
import static dev.dialogporten.http.exchange.Route.get;

import dev.dialogporten.auth.dev.DevIssuer;
import dev.dialogporten.auth.dev.DevTokenDesk;
import dev.dialogporten.http.exchange.ApiRequest;
import dev.dialogporten.http.exchange.Reply;
import dev.dialogporten.http.exchange.Route;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** The development issuer over HTTP; to be served in development mode only. */
public final class DevTokenRoutes {
  private final DevTokenDesk desk;

  private DevTokenRoutes(DevIssuer issuer) {
    this.desk = new DevTokenDesk(issuer);
  }

  public static List<Route> of(DevIssuer issuer) {
    DevTokenRoutes dev = new DevTokenRoutes(issuer);
    return List.of(
        action("/dev/token", "CreateDevToken", OPEN, dev::token).unconditional(),
        get("/dev/jwks", "GetDevKeys", OPEN, dev::keys),
        get("/dev/.well-known/openid-configuration", "GetDevDiscovery", OPEN, dev::discovery));
  }

  private Future<Reply> token(ApiRequest request) {
    Future<String> response =
        request.hasBody() ? request.body(desk::token) : Future.succeededFuture(desk.token());
    return response.map(Reply::json);
  }

  private Future<Reply> keys(ApiRequest request) {
    return Future.succeededFuture(Reply.json(desk.keySet()));
  }

  private Future<Reply> discovery(ApiRequest request) {
    HttpServerRequest http = request.http();
    String base = http.scheme() + "://" + http.authority();
    return Future.succeededFuture(Reply.json(desk.discovery(base)));
  }
}

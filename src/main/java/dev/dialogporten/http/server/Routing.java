package dev.dialogporten.http.server;

import dev.dialogporten.http.exchange.Route;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Mounts the route table on a router. The router compares literal segments exactly, which nearly
 * every request fulfils; only when no route is found is the path compared once more without regard
 * to case, and rerouted.
 */
public final class Routing {
  private static final String REROUTED = "rerouted";

  /** RFC 9110 section 9.1, and RFC 5789. */
  private static final Set<HttpMethod> KNOWN =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.CONNECT,
          HttpMethod.OPTIONS,
          HttpMethod.TRACE);

  private final List<Template> templates = new ArrayList<>();

  public Routing(List<Route> routes) {
    Set<String> seen = new HashSet<>();
    for (Route route : routes) {
      if (!seen.add(route.method() + " " + route.path().replaceAll("\\{.*?}", "{}"))) {
        throw new IllegalArgumentException("two routes: " + route.method() + " " + route.path());
      }
      templates.add(new Template(route, List.of(route.path().substring(1).split("/"))));
    }
    // a literal segment wins over a parameter in the same place
    templates.sort(Comparator.comparing(Template::specificity));
  }

  /**
   * @param matched called with the route of a request
   * @param unmatched called when the path has no route for the method; the routes it has are in
   *     {@link #methods}
   * @param failed called when the router itself could not handle the request
   */
  public Router mount(
      Vertx vertx,
      BiConsumer<RoutingContext, Route> matched,
      Consumer<RoutingContext> unmatched,
      Consumer<RoutingContext> failed) {
    Router router = Router.router(vertx);
    for (Template template : templates) {
      Route route = template.route;
      io.vertx.ext.web.Route mounted =
          router.route(route.method(), template.routerPath()).setName(route.path());
      if (route.method() == HttpMethod.GET) {
        mounted.method(HttpMethod.HEAD);
      }
      mounted.handler(context -> matched.accept(context, route));
    }
    router.route().last().handler(context -> fallBack(context, unmatched));
    router.errorHandler(400, failed::accept);
    router.errorHandler(500, failed::accept);
    return router;
  }

  private void fallBack(RoutingContext context, Consumer<RoutingContext> unmatched) {
    List<String> segments = segments(context.request().path());
    for (Template template : templates) {
      if (template.takes(context.request().method())
          && template.matches(segments)
          && context.get(REROUTED) == null) {
        context.put(REROUTED, true);
        context.reroute(context.request().method(), template.canonical(segments));
        return;
      }
    }
    unmatched.accept(context);
  }

  /** Whether the method is one of HTTP's own, or PATCH: of any other no path has a route. */
  static boolean isKnown(HttpMethod method) {
    return KNOWN.contains(method);
  }

  /** The routes of a path by method; empty when there are none. */
  Map<HttpMethod, Route> methods(String path) {
    Map<HttpMethod, Route> methods = new HashMap<>();
    List<String> segments = segments(path);
    for (Template template : templates) {
      if (template.matches(segments)) {
        methods.putIfAbsent(template.route.method(), template.route);
      }
    }
    return methods;
  }

  private static List<String> segments(String path) {
    String inner = path.startsWith("/") ? path.substring(1) : path;
    // one slash at the end makes no difference
    String trimmed = inner.endsWith("/") ? inner.substring(0, inner.length() - 1) : inner;
    return List.of(trimmed.split("/", -1));
  }

  private record Template(Route route, List<String> segments) {

    boolean takes(HttpMethod method) {
      return route.method() == (method == HttpMethod.HEAD ? HttpMethod.GET : method);
    }

    /** {@code 0} per literal and {@code 1} per parameter: sorts literals first. */
    String specificity() {
      StringBuilder marks = new StringBuilder();
      segments.forEach(segment -> marks.append(isParameter(segment) ? '1' : '0'));
      return marks.toString();
    }

    String routerPath() {
      StringBuilder path = new StringBuilder();
      for (String segment : segments) {
        path.append('/').append(isParameter(segment) ? ":" + name(segment) : segment);
      }
      return path.toString();
    }

    boolean matches(List<String> path) {
      if (path.size() != segments.size()) {
        return false;
      }
      for (int i = 0; i < path.size(); i++) {
        String segment = segments.get(i);
        if (isParameter(segment) ? path.get(i).isEmpty() : !segment.equalsIgnoreCase(path.get(i))) {
          return false;
        }
      }
      return true;
    }

    /** The path with literals as the router knows them and parameters as received. */
    String canonical(List<String> path) {
      StringBuilder canonical = new StringBuilder();
      for (int i = 0; i < path.size(); i++) {
        canonical.append('/').append(isParameter(segments.get(i)) ? path.get(i) : segments.get(i));
      }
      return canonical.toString();
    }

    private static boolean isParameter(String segment) {
      return segment.startsWith("{");
    }

    private static String name(String segment) {
      return segment.substring(1, segment.length() - 1);
    }
  }
}

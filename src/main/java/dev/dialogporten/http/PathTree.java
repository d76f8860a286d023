package dev.dialogporten.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.internal.net.RFC3986;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the route of a request by walking the segments of its path: one map look-up per segment,
 * however many routes there are. A literal segment wins over a parameter in the same place and is
 * compared in lower case. Read-only once built.
 */
final class PathTree {

  /**
   * What is known of a path.
   *
   * @param routes by method; empty when no route has the path
   * @param parameters decoded values by name
   */
  record Match(Map<HttpMethod, Route> routes, Map<String, String> parameters) {
    static final Match NONE = new Match(Map.of(), Map.of());
  }

  private static final class Node {
    final Map<String, Node> literals = new HashMap<>();
    final Map<HttpMethod, Route> routes = new HashMap<>();
    String parameter;
    Node parameterNode;
  }

  private final Node root = new Node();

  PathTree(List<Route> routes) {
    routes.forEach(this::add);
  }

  private void add(Route route) {
    Node node = root;
    for (String segment : segments(route.path())) {
      node = segment.startsWith("{") ? parameter(node, segment) : literal(node, segment);
    }
    if (node.routes.put(route.method(), route) != null) {
      throw new IllegalArgumentException("two routes: " + route.method() + " " + route.path());
    }
  }

  private static Node literal(Node node, String segment) {
    return node.literals.computeIfAbsent(lowerCase(segment), s -> new Node());
  }

  private static Node parameter(Node node, String segment) {
    String name = segment.substring(1, segment.length() - 1);
    if (node.parameterNode == null) {
      node.parameter = name;
      node.parameterNode = new Node();
    } else if (!node.parameter.equals(name)) {
      throw new IllegalArgumentException("two names: " + node.parameter + " and " + name);
    }
    return node.parameterNode;
  }

  /**
   * @param path as received, still percent-encoded, so that an encoded slash stays within its
   *     segment
   */
  Match find(String path) {
    Node node = root;
    Map<String, String> parameters = Map.of();
    for (String segment : segments(path)) {
      Node literal = node.literals.get(lowerCase(segment));
      if (literal != null) {
        node = literal;
      } else if (node.parameterNode != null && !segment.isEmpty()) {
        parameters = parameters.isEmpty() ? new HashMap<>(4) : parameters;
        parameters.put(node.parameter, decoded(segment));
        node = node.parameterNode;
      } else {
        return Match.NONE;
      }
    }
    return node.routes.isEmpty() ? Match.NONE : new Match(node.routes, parameters);
  }

  /** One slash at the end makes no difference. */
  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>(8);
    int start = path.startsWith("/") ? 1 : 0;
    for (int end = path.indexOf('/', start); end >= 0; end = path.indexOf('/', start)) {
      segments.add(path.substring(start, end));
      start = end + 1;
    }
    if (start < path.length()) {
      segments.add(path.substring(start));
    }
    return segments;
  }

  private static String lowerCase(String segment) {
    return segment.toLowerCase(Locale.ROOT);
  }

  /** Text that is not validly encoded stays as it is, for the reader of the parameter to refuse. */
  private static String decoded(String segment) {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    try {
      return RFC3986.decodeURIComponent(segment, false);
    } catch (IllegalArgumentException e) {
      return segment;
    }
  }
}

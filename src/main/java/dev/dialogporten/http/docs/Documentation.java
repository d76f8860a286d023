package dev.dialogporten.http.docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.dialogporten.auth.Policy;
import dev.dialogporten.http.exchange.ApiRequest;
import dev.dialogporten.http.exchange.ProblemResponder;
import dev.dialogporten.http.exchange.Reply;
import dev.dialogporten.http.exchange.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The API description, and pages to browse it with. Read from the class path once: nothing is
 * loaded from elsewhere, neither here nor by the browser.
 */
public final class Documentation {
  private static final String INDEX = "/docs/index.html";

  /** The viewer writes style attributes; scripts come from here alone. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
          + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
          + "frame-ancestors 'none'";

  private static final Buffer YAML = Buffer.buffer(resource("openapi.yaml"));
  private static final Map<String, Reply> FILES = files();

  private Documentation() {}

  public static List<Route> routes() {
    return List.of(
        Route.get("/", "GetRoot", Policy.OPEN, request -> redirect()),
        Route.get("/openapi.json", "GetOpenApiJson", Policy.OPEN, Documentation::json),
        Route.get("/openapi.yaml", "GetOpenApiYaml", Policy.OPEN, request -> yaml()),
        Route.get("/docs", "GetDocs", Policy.OPEN, request -> redirect()),
        Route.get("/docs/{file}", "GetDocsFile", Policy.OPEN, Documentation::file));
  }

  private static Future<Reply> json(ApiRequest request) {
    return request.aside(() -> Reply.body(200, Reply.JSON, InJson.TEXT));
  }

  /** Made when it is first asked for: it takes a tenth of the time in which the service starts. */
  private static final class InJson {
    static final Buffer TEXT = Buffer.buffer(asJson(YAML.getBytes()));
  }

  /** RFC 9512. */
  private static Future<Reply> yaml() {
    return Future.succeededFuture(Reply.body(200, "application/yaml", YAML));
  }

  private static Future<Reply> redirect() {
    return Future.succeededFuture(Reply.status(302).with(HttpHeaders.LOCATION, INDEX));
  }

  private static Future<Reply> file(ApiRequest request) {
    Reply file = FILES.get(request.path("file"));
    return file == null
        ? Future.failedFuture(ProblemResponder.noSuchPath().toException())
        : Future.succeededFuture(file);
  }

  private static Map<String, Reply> files() {
    String viewer = "META-INF/resources/webjars/swagger-ui/" + viewerVersion() + "/";
    return Map.of(
        "index.html", page("docs/index.html", "text/html; charset=utf-8"),
        "start.js", page("docs/start.js", "text/javascript; charset=utf-8"),
        "docs.css", page("docs/docs.css", "text/css; charset=utf-8"),
        "swagger-ui.css", page(viewer + "swagger-ui.css", "text/css; charset=utf-8"),
        "swagger-ui-bundle.js",
            page(viewer + "swagger-ui-bundle.js", "text/javascript; charset=utf-8"),
        "favicon-32x32.png", page(viewer + "favicon-32x32.png", "image/png"));
  }

  private static Reply page(String resource, String contentType) {
    return Reply.body(200, contentType, Buffer.buffer(resource(resource)))
        .with("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .with(HttpHeaders.CACHE_CONTROL, "public, max-age=3600");
  }

  private static String viewerVersion() {
    byte[] text = resource("META-INF/maven/org.webjars/swagger-ui/pom.properties");
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(new String(text, StandardCharsets.ISO_8859_1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static byte[] asJson(byte[] yaml) {
    try {
      return new ObjectMapper().writeValueAsBytes(new YAMLMapper().readTree(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in = Documentation.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.dialogporten.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dialogporten.api.RawHttp;
import dev.dialogporten.dialog.Scope;
import dev.dialogporten.http.exchange.Route;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Requests that no endpoint takes: unreadable path, query, header or body, on every one of them.
 */
@ExtendWith(ServiceExtension.class)
class EndpointRefusalsIT {
  private static final String STALE = "5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11";
  private static final String ID = "0194d0aa-5b1c-7c3e-9f21-0242ac120002";

  /** Operations that {@code If-Match} can bind to a revision of the dialog. */
  private static final Set<String> CONDITIONAL =
      Set.of(
          "UpdateDialog",
          "PatchDialog",
          "ApplyToDialog",
          "DeleteDialog",
          "RestoreDialog",
          "PurgeDialog",
          "FreezeDialog",
          "CreateDialogTransmission",
          "UpdateDialogTransmission",
          "CreateDialogActivity",
          "UpdateFormSavedActivityTime");

  private static final Map<String, String> CONTEXTS =
      Map.of(
          "CreateServiceOwnerLabel", "serviceOwnerContext",
          "DeleteServiceOwnerLabel", "serviceOwnerContext",
          "SetDialogSystemLabels", "endUserContext");

  private static final Set<String> MAY_BE_SILENT =
      Set.of(
          "CreateDialog",
          "UpdateDialog",
          "PatchDialog",
          "ApplyToDialog",
          "DeleteDialog",
          "RestoreDialog",
          "PurgeDialog",
          "CreateDialogTransmission",
          "UpdateDialogTransmission",
          "CreateDialogActivity");

  private final TestService service;
  private final ServiceOwner owner;
  private final ApiClient admin;
  private final String token;

  EndpointRefusalsIT(TestService service, ServiceOwner owner) {
    this.service = service;
    this.owner = owner;
    this.token = service.tokens().of(owner, Scope.ADMIN);
    this.admin = service.client().with(token);
  }

  private Stream<DynamicTest> each(Predicate<Route> chosen, Consumer<Route> test) {
    return service.routes().stream()
        .filter(route -> route.path().startsWith("/api/v1/serviceowner/"))
        .filter(chosen)
        .map(route -> dynamicTest(route.operation(), () -> test.accept(route)));
  }

  private static boolean takesJson(Route route) {
    return !route.body().mediaTypes().isEmpty();
  }

  private static String emptyBody(Route route) {
    String body = route.operation().equals("PatchDialog") ? "[]" : "{}";
    return takesJson(route) ? body : null;
  }

  private static String path(Route route) {
    return route.path().replaceAll("\\{[^}]*}", ID);
  }

  private JsonObject errors(Route route, String path) {
    String mediaType = takesJson(route) ? "application/json" : null;
    return admin
        .send(route.method().name(), path, mediaType, emptyBody(route))
        .problem(400)
        .getJsonObject("errors");
  }

  @TestFactory
  Stream<DynamicTest> idThatIsNone_400() {
    return each(
        route -> route.path().matches(".*\\{\\w+Id}.*"),
        route -> {
          Matcher parameters = Pattern.compile("\\{(\\w+Id)}").matcher(route.path());
          while (parameters.find()) {
            String path = route.path().replace(parameters.group(), "17").replaceAll("\\{\\w+}", ID);
            if (route.operation().equals("UpdateFormSavedActivityTime")) {
              admin.post(path, "\"2025-03-01T12:00:00Z\"").problem(404);
            } else {
              assertThat(errors(route, path).fieldNames()).contains(parameters.group(1));
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> silenceThatIsNoFlag_400() {
    return each(
        route -> MAY_BE_SILENT.contains(route.operation()),
        route -> {
          for (String query :
              new String[] {"?isSilentUpdate=1", "?isSilentUpdate=true&isSilentUpdate=false"}) {
            Stage stage = stage();
            String path = path(route).replaceFirst(ID, stage.dialog());
            admin
                .send(
                    route.method().name(),
                    path + query,
                    takesJson(route) ? "application/json" : null,
                    emptyBody(route))
                .problem(400, "isSilentUpdate");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> revision_staleOrNone() {
    return each(
        route -> CONDITIONAL.contains(route.operation()) || CONTEXTS.containsKey(route.operation()),
        route -> {
          Stage stage = stage();
          String current = "\"" + revisionFor(route, stage) + "\"";
          for (String unmatched : new String[] {STALE, "\"" + STALE + "\"", "W/" + current}) {
            call(route, admin.ifMatch(unmatched), stage).problem(412);
          }
          for (String unreadable : new String[] {"nonsense", "", current + "x"}) {
            call(route, admin.ifMatch(unreadable), stage).problem(400, "If-Match");
          }
          assertThat(service.client(owner).get(stage.path()).body()).isEqualTo(stage.before());
          ApiClient matching = admin.ifMatch("\"" + STALE + "\", " + current);
          assertThat(call(route, matching, stage).status()).isBetween(200, 204);
          assertThat(call(route, admin.ifMatch("*"), stage()).status()).isBetween(200, 204);
          String plain = revisionFor(route, stage = stage()).toUpperCase(Locale.ROOT);
          assertThat(call(route, admin.ifMatch(plain), stage).status()).isBetween(200, 204);
        });
  }

  private static ApiResponse call(Route route, ApiClient caller, Stage stage) {
    return EndpointCalls.BY_OPERATION.get(route.operation()).call().apply(caller, stage);
  }

  /** The one that {@code If-Match} means: of the dialog, or of the context that is changed. */
  private static String revisionFor(Route route, Stage stage) {
    JsonObject dialog = new JsonObject(stage.before());
    String context = CONTEXTS.get(route.operation());
    return (context == null ? dialog : dialog.getJsonObject(context)).getString("revision");
  }

  @TestFactory
  Stream<DynamicTest> mediaTypeOther_415() {
    return each(
        EndpointRefusalsIT::takesJson,
        route -> {
          String method = route.method().name();
          for (String type :
              new String[] {
                null, "text/plain", "application/xml", "application/json; charset=utf-16", "json"
              }) {
            admin.send(method, path(route), type, "{}").problem(415);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> bodyThatIsNoJson_400() {
    return each(
        EndpointRefusalsIT::takesJson,
        route -> {
          String method = route.method().name();
          String path = path(route).replaceFirst(ID, stage().dialog());
          for (String body : new String[] {"", "{", "null", "{} {}", "\"\\ud800"}) {
            admin.send(method, path, "application/json", body).problem(400, "SerializerErrors");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> bodyAnnouncedTooLarge_413() {
    return each(
        EndpointRefusalsIT::takesJson,
        route -> {
          String request =
              "%s %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
                  + "Content-Type: application/json\r\nContent-Length: 20000001\r\n\r\n";
          String answer =
              RawHttp.exchange(
                  service.port(), request.formatted(route.method().name(), path(route), token));
          assertThat(answer)
              .startsWith("HTTP/1.1 413 ")
              .contains("Payload too large. The maximum allowed size is 20000000 bytes.");
        });
  }

  private Stage stage() {
    return Stage.of(owner, service.client(owner));
  }
}

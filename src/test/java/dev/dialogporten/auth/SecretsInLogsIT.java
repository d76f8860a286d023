package dev.dialogporten.auth;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.dialogporten.auth.dev.DevTokenRequest;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whatever happens and however much is logged: no token, key or personal number is in it. */
class SecretsInLogsIT {
  private static final String NUMBER = "03886595947";
  private static final String WRONG_NUMBER = "03886595948";
  private static final String PERSON = "urn:altinn:person:identifier-no:" + NUMBER;

  @TempDir Path directory;
  private final Logger own = (Logger) LoggerFactory.getLogger("dev.dialogporten");
  private final Logger audit = (Logger) LoggerFactory.getLogger("audit");
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Capture capture = new Capture();

  @BeforeEach
  void listen() {
    capture.setContext(root.getLoggerContext());
    capture.start();
    root.addAppender(capture);
    own.setLevel(Level.TRACE);
    audit.setLevel(Level.INFO);
  }

  @AfterEach
  void stopListening() {
    own.setLevel(null);
    audit.setLevel(null);
    root.detachAppender(capture);
  }

  @Test
  void requests_leaveNoSecretInTheLog() throws IOException {
    Path key = directory.resolve("key.pem");
    ServiceOwner owner = ServiceOwner.fresh();
    String good;
    String forPerson;
    try (TestService service =
        TestService.start(
            Map.of(
                "auth.audit", "true",
                "auth.dev.key-file", key.toString(),
                "names.file", write("names.json", "{\"" + PERSON + "\": \"Name\"}"),
                "access.file", write("access.json", rule())))) {
      good = service.tokens().of(owner);
      forPerson = service.tokens().mint(DevTokenRequest.ofDefaults().withPid(NUMBER));
      use(service.client().with(good), owner);
      refuse(service, good, forPerson);
    }

    List<String> lines = capture.lines();
    assertThat(lines)
        .anyMatch(line -> line.contains("operation=CreateDialog") && line.contains("status=201"));
    assertThat(lines)
        .anyMatch(line -> line.contains("operation=GetDialog") && line.contains("status=401"));
    for (String secret : secrets(good, forPerson, Files.readString(key))) {
      assertThat(lines).noneMatch(line -> line.contains(secret));
    }
  }

  private static void use(ApiClient client, ServiceOwner owner) {
    JsonObject body =
        Dialogs.create(owner)
            .put("party", PERSON)
            .put(
                "activities",
                new JsonArray()
                    .add(
                        Dialogs.activity()
                            .put(
                                "performedBy",
                                new JsonObject()
                                    .put("actorType", "PartyRepresentative")
                                    .put("actorId", PERSON))));
    String path = DIALOGS + "/" + client.post(DIALOGS, body).expect(201).id();
    client.get(path + "?endUserId=" + PERSON).expect(200);
    client.get(path + "?endUserId=" + WRONG_NUMBER).expect(400);
    client.get(DIALOGS + "?party=" + PERSON + "&endUserId=" + PERSON).expect(200);
    client.put(
        path + "/endusercontext/systemlabels?endUserId=" + PERSON,
        new JsonObject().put("addLabels", new JsonArray().add("Bin")));
    client
        .post(DIALOGS, body.copy().put("party", "urn:altinn:person:identifier-no:" + WRONG_NUMBER))
        .expect(400);
    client.post(DIALOGS, "{\"party\": \"" + PERSON).expect(400);
  }

  private static void refuse(TestService service, String good, String forPerson) {
    ApiClient client = service.client();
    String path = DIALOGS + "/0197a000-0000-7000-8000-000000000000";
    client.with(good.substring(0, good.length() - 9)).get(path).expect(401);
    client.with(good + "." + good).get(path).expect(401);
    client.with(Token.good().compact()).get(path).expect(401);
    client.with(forPerson).get(path).expect(404);
    client.header("Authorization", good).get(path).expect(401);
    client.post("/dev/token", new JsonObject().put("pid", NUMBER)).expect(200);
    client.post("/dev/token", new JsonObject().put("pid", 1).put("x", NUMBER)).expect(400);
  }

  private static List<String> secrets(String good, String forPerson, String key) {
    Stream<String> parts =
        Stream.of(good, forPerson).flatMap(t -> Stream.of(t.split("\\.")).skip(1));
    Stream<String> others =
        Stream.of(
            NUMBER, WRONG_NUMBER, "PRIVATE KEY", key.lines().skip(3).findFirst().orElseThrow());
    // a beginning is as bad as the whole
    return Stream.concat(parts.map(part -> part.substring(0, 30)), others).toList();
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private static String rule() {
    return "[{\"person\": \"" + PERSON + "\", \"party\": \"" + PERSON + "\"}]";
  }

  private static final class Capture extends AppenderBase<ILoggingEvent> {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(
          event.getLoggerName()
              + " "
              + event.getFormattedMessage()
              + " "
              + event.getMDCPropertyMap()
              + " "
              + ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }

    List<String> lines() {
      return List.copyOf(lines);
    }
  }
}

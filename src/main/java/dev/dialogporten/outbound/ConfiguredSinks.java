package dev.dialogporten.outbound;

import dev.dialogporten.config.EventSettings;
import dev.dialogporten.config.Secret;
import dev.dialogporten.outbound.delivery.CursorStart;
import dev.dialogporten.outbound.delivery.EventSink;
import dev.dialogporten.outbound.delivery.RetryLadder;
import dev.dialogporten.outbound.delivery.SinkSpec;
import dev.dialogporten.outbound.sink.AccessTokens;
import dev.dialogporten.outbound.sink.AltinnEventsSink;
import dev.dialogporten.outbound.sink.ClientCredentials;
import dev.dialogporten.outbound.sink.KafkaSink;
import dev.dialogporten.outbound.sink.LogSink;
import dev.dialogporten.outbound.sink.Post;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The sinks that the settings name; they get everybody's events. */
final class ConfiguredSinks {
  private final Vertx vertx;
  private final RetryLadder ladder;
  private final List<SinkSpec> specs = new ArrayList<>();
  private final List<HttpClient> clients = new ArrayList<>();

  /** Reads the producer properties; throws when that is not possible. */
  ConfiguredSinks(Vertx vertx, EventSettings settings) {
    this.vertx = vertx;
    this.ladder = RetryLadder.of(settings.retry().quick(), settings.retry().slow());
    if (settings.log()) {
      specs.add(SinkSpec.forAll("log", new LogSink(), CursorStart.END, ladder, 64));
    }
    settings.altinn().ifPresent(this::add);
    settings.kafka().ifPresent(this::add);
  }

  List<SinkSpec> specs() {
    return List.copyOf(specs);
  }

  Future<Void> close() {
    List<Future<Void>> closed = new ArrayList<>();
    specs.forEach(spec -> closed.add(spec.sink().close()));
    clients.forEach(client -> closed.add(client.close()));
    return Future.join(closed).mapEmpty();
  }

  private void add(EventSettings.Altinn altinn) {
    HttpClient client =
        vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(altinn.concurrency() + 1));
    clients.add(client);
    Post post = new Post(client, altinn.timeout());
    AccessTokens tokens =
        altinn
            .credentials()
            .<AccessTokens>map(
                c ->
                    new ClientCredentials(
                        post, c.endpoint(), c.id(), c.secret().value(), c.scope().orElse(null)))
            .orElseGet(() -> AccessTokens.fixed(altinn.token().map(Secret::value).orElse(null)));
    EventSink sink = new AltinnEventsSink(post, altinn.url(), tokens);
    specs.add(
        SinkSpec.forAll("altinn", sink, cursor(altinn.start()), ladder, altinn.concurrency()));
  }

  private void add(EventSettings.Kafka kafka) {
    Map<String, String> properties = new HashMap<>();
    kafka.properties().ifPresent(file -> properties.putAll(read(file)));
    properties.put("bootstrap.servers", kafka.servers());
    KafkaSink.Mode mode =
        kafka.mode() == EventSettings.KafkaMode.BINARY
            ? KafkaSink.Mode.BINARY
            : KafkaSink.Mode.STRUCTURED;
    EventSink sink = new KafkaSink(vertx, kafka.topic(), mode, properties);
    specs.add(SinkSpec.forAll("kafka", sink, cursor(kafka.start()), ladder, kafka.concurrency()));
  }

  private static CursorStart cursor(EventSettings.Start start) {
    return start == EventSettings.Start.BEGINNING ? CursorStart.BEGINNING : CursorStart.END;
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> map = new HashMap<>();
    properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
    return map;
  }
}

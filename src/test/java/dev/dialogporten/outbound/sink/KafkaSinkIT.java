package dev.dialogporten.outbound.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dialogporten.event.PublishedEvent;
import dev.dialogporten.outbound.delivery.DeliveryFailure;
import dev.dialogporten.outbound.delivery.EventSink;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KafkaSinkIT extends EventSinkContract {
  private static KafkaBroker broker;

  private final String topic = "events-" + UUID.randomUUID();
  private final List<EventSink> sinks = new ArrayList<>();

  @BeforeAll
  static void start() {
    broker = new KafkaBroker();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @AfterEach
  void closeSinks() {
    broker.start();
    sinks.forEach(sink -> sink.close().await());
  }

  @Override
  protected EventSink sink() {
    return sink(KafkaSink.Mode.STRUCTURED);
  }

  @Override
  protected List<String> received(int count) {
    return records(count).stream()
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  protected void switchOff() {
    broker.stop();
  }

  @Override
  protected void switchOn() {
    broker.start();
  }

  @Test
  void structured_keyAndMediaType() {
    PublishedEvent event = event();

    deliver(sink(), event).await();

    ConsumerRecord<String, byte[]> record = records(1).get(0);
    assertThat(record.key()).isEqualTo(event.dialogId().toString());
    assertThat(headers(record))
        .isEqualTo(Map.of("content-type", "application/cloudevents+json; charset=UTF-8"));
  }

  @Test
  void binary_attributesAsHeaders() {
    PublishedEvent event = event();
    JsonObject json = new JsonObject(event.json());

    deliver(sink(KafkaSink.Mode.BINARY), event).await();

    ConsumerRecord<String, byte[]> record = records(1).get(0);
    assertThat(new String(record.value(), StandardCharsets.UTF_8))
        .isEqualTo(json.getJsonObject("data").encode());
    assertThat(headers(record))
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_id", event.id().toString())
        .containsEntry("ce_type", event.type())
        .containsEntry("ce_time", json.getString("time"))
        .containsEntry("ce_source", json.getString("source"))
        .containsEntry("ce_subject", json.getString("subject"))
        .containsEntry("ce_resource", json.getString("resource"))
        .containsEntry("ce_resourceinstance", event.dialogId().toString())
        .containsEntry("content-type", "application/json")
        .hasSize(9);
  }

  @Test
  void manyDialogs_eachInOrderInItsPartition() {
    EventSink sink = sink();
    List<PublishedEvent> events = Stream.generate(EventSinkContract::event).limit(200).toList();
    List<Future<Void>> deliveries = new ArrayList<>();
    events.forEach(event -> deliveries.add(deliver(sink, event)));

    Future.all(deliveries).await();

    assertThat(records(200)).extracting(ConsumerRecord::key).doesNotHaveDuplicates();
  }

  @Test
  void tooLargeForTheBroker_rejected() {
    PublishedEvent event = event();
    PublishedEvent large =
        new PublishedEvent(
            event.position(),
            event.org(),
            event.id(),
            event.dialogId(),
            event.type(),
            event.time(),
            "{\"x\":\"" + "x".repeat(2_000_000) + "\"}");

    assertThatThrownBy(() -> deliver(sink(), large).await())
        .isInstanceOfSatisfying(
            DeliveryFailure.class,
            e -> assertThat(e.kind()).isEqualTo(DeliveryFailure.Kind.REJECTED));
  }

  /** Those that wait their turn to look for the broker do not look for it any more. */
  @Test
  void close_brokerAway_doesNotWaitForTheQueue() {
    EventSink sink = sink();
    broker.stop();
    List<Future<Void>> deliveries = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      deliveries.add(deliver(sink, event()).otherwiseEmpty());
    }
    long start = System.nanoTime();

    sink.close().await();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
    Future.all(deliveries).await();
    sinks.clear();
  }

  private EventSink sink(KafkaSink.Mode mode) {
    EventSink sink =
        new KafkaSink(
            vertx,
            topic,
            mode,
            Map.of(
                "bootstrap.servers", broker.address(),
                "delivery.timeout.ms", "3000",
                "request.timeout.ms", "2000",
                "max.block.ms", "2000"));
    sinks.add(sink);
    return sink;
  }

  private List<ConsumerRecord<String, byte[]>> records(int count) {
    return broker.read(topic, count);
  }

  private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new java.util.HashMap<>();
    record
        .headers()
        .forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
    return headers;
  }
}

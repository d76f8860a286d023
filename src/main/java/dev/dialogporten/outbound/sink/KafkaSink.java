package dev.dialogporten.outbound.sink;

import dev.dialogporten.event.CloudEvent;
import dev.dialogporten.event.PublishedEvent;
import dev.dialogporten.outbound.delivery.DeliveryFailure;
import dev.dialogporten.outbound.delivery.EventSink;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes to a Kafka topic by the CloudEvents binding for Kafka; the dialog id is the key, so
 * that a dialog's events share a partition. The producer may block while it looks for its brokers,
 * so it has a thread of its own.
 */
public final class KafkaSink implements EventSink {
  /** How a CloudEvent becomes a record. */
  public enum Mode {
    /** The value is the whole event as JSON. */
    STRUCTURED,
    /** Attributes are headers, the value is {@code data}. */
    BINARY
  }

  private final String topic;
  private final Mode mode;
  private final Map<String, Object> properties;
  private final WorkerExecutor thread;
  private Producer<String, byte[]> producer;
  private volatile boolean closed;

  /**
   * @param given producer properties, {@code bootstrap.servers} among them; those that ordering and
   *     durability depend on are set here whatever they say
   */
  public KafkaSink(Vertx vertx, String topic, Mode mode, Map<String, String> given) {
    this.topic = topic;
    this.mode = mode;
    this.properties = new HashMap<>(given);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
    properties.put(
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "2");
    properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, "5000");
    properties.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
    properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "20000");
    this.thread = vertx.createSharedWorkerExecutor("kafka-sink-" + topic, 1);
  }

  @Override
  public Future<Void> deliver(PublishedEvent event) {
    Promise<Void> taken = Promise.promise();
    thread
        .executeBlocking(
            () -> {
              send(event, taken);
              return null;
            },
            true)
        .onFailure(failure -> taken.tryFail(failure(failure)));
    return taken.future();
  }

  @Override
  public Future<Void> close() {
    closed = true;
    return thread
        .executeBlocking(
            () -> {
              if (producer != null) {
                producer.close(Duration.ofSeconds(3));
              }
              return null;
            },
            true)
        .eventually(thread::close)
        .mapEmpty();
  }

  private void send(PublishedEvent event, Promise<Void> taken) {
    if (closed) {
      // each of those in the queue would wait for a broker that is away, and the stop for them all
      taken.fail(DeliveryFailure.away("The service stops"));
      return;
    }
    if (producer == null) {
      producer = new KafkaProducer<>(properties);
    }
    producer.send(
        encoded(event),
        (metadata, failure) -> {
          if (failure == null) {
            taken.tryComplete();
          } else {
            taken.tryFail(failure(failure));
          }
        });
  }

  private ProducerRecord<String, byte[]> encoded(PublishedEvent event) {
    try {
      return record(event);
    } catch (RuntimeException e) {
      throw DeliveryFailure.rejected("the event cannot be encoded");
    }
  }

  private ProducerRecord<String, byte[]> record(PublishedEvent event) {
    String key = event.dialogId().toString();
    if (mode == Mode.STRUCTURED) {
      byte[] value = event.json().getBytes(StandardCharsets.UTF_8);
      ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
      return with(record, "content-type", CloudEvent.MEDIA_TYPE + "; charset=UTF-8");
    }
    JsonObject attributes = new JsonObject(event.json());
    JsonObject data = attributes.getJsonObject("data");
    byte[] value = data == null ? null : data.toBuffer().getBytes();
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
    for (String name : attributes.fieldNames()) {
      if (!name.equals("data")) {
        with(record, "ce_" + name, attributes.getString(name));
      }
    }
    return data == null ? record : with(record, "content-type", "application/json");
  }

  private static ProducerRecord<String, byte[]> with(
      ProducerRecord<String, byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    return record;
  }

  private static DeliveryFailure failure(Throwable failure) {
    if (failure instanceof DeliveryFailure known) {
      return known;
    }
    boolean event =
        failure instanceof RecordTooLargeException || failure instanceof SerializationException;
    return event
        ? DeliveryFailure.rejected(failure.toString())
        : DeliveryFailure.away(failure.toString());
  }
}

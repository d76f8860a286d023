package dev.dialogporten.outbound.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.testcontainers.DockerClientFactory;

/** A Kafka broker: in a container when a Docker engine answers, inside this process otherwise. */
public final class KafkaBroker implements AutoCloseable {
  private final Server server;

  /** What runs the broker; always at the same address. */
  interface Server extends AutoCloseable {
    /** Host and port. */
    String address();

    /** Nothing happens when it is up. */
    void start();

    /** What it holds is kept. */
    void stop();

    @Override
    void close();
  }

  public KafkaBroker() {
    try {
      int port = freePort();
      server =
          DockerClientFactory.instance().isDockerAvailable()
              ? new ContainerKafka(port)
              : new InProcessKafka(port, freePort());
      start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public String address() {
    return server.address();
  }

  /** Takes the broker down; what it holds is kept. */
  public void stop() {
    server.stop();
  }

  /** Brings it back at the same address; nothing happens when it is up. */
  public void start() {
    server.start();
  }

  /** The first records of a topic, as many at least. */
  public List<ConsumerRecord<String, byte[]>> read(String topic, int count) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", address(), "auto.offset.reset", "earliest");
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(Set.of(new TopicPartition(topic, 0)));
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (records.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    assertThat(records).hasSizeGreaterThanOrEqualTo(count);
    return records;
  }

  /** Every record a topic has now. */
  public List<ConsumerRecord<String, byte[]>> readAll(String topic) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", address(), "auto.offset.reset", "earliest");
    TopicPartition only = new TopicPartition(topic, 0);
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(Set.of(only));
      long end = consumer.endOffsets(Set.of(only)).get(only);
      while (consumer.position(only) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  @Override
  public void close() {
    server.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

package dev.dialogporten.events.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;

/** A Kafka broker with its controller inside this process. */
public final class KafkaBroker implements AutoCloseable {
  private KafkaRaftServer server;
  private final String address;
  private final Properties properties;

  public KafkaBroker() {
    try {
      Path directory = Files.createTempDirectory("kafka");
      int port = freePort();
      int controller = freePort();
      address = "127.0.0.1:" + port;
      properties = properties(directory, port, controller);
      format(directory, properties);
      start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public String address() {
    return address;
  }

  /** Takes the broker down; what it holds is kept. */
  public void stop() {
    server.shutdown();
    server.awaitShutdown();
    server = null;
  }

  /** Brings it back at the same address; nothing happens when it is up. */
  public void start() {
    if (server == null) {
      server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
      server.startup();
    }
  }

  /** The first records of a topic, as many at least. */
  public List<ConsumerRecord<String, byte[]>> read(String topic, int count) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", address, "auto.offset.reset", "earliest");
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
        Map.of("bootstrap.servers", address, "auto.offset.reset", "earliest");
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
    if (server != null) {
      stop();
    }
  }

  private static Properties properties(Path directory, int port, int controller) {
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "controller.quorum.voters", "1@127.0.0.1:" + controller,
            "controller.listener.names", "CONTROLLER",
            "listeners", "PLAIN://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
            "listener.security.protocol.map", "PLAIN:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "inter.broker.listener.name", "PLAIN",
            "log.dirs", directory.resolve("data").toString(),
            "offsets.topic.replication.factor", "1"));
    return properties;
  }

  private static void format(Path directory, Properties properties) throws IOException {
    Path file = directory.resolve("server.properties");
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    String[] arguments = {
      "format", "-t", Uuid.randomUuid().toString(), "-c", file.toString(), "-g"
    };
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    int result =
        StorageTool.execute(arguments, new PrintStream(output, true, StandardCharsets.UTF_8));
    assertThat(result).as(output.toString(StandardCharsets.UTF_8)).isZero();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

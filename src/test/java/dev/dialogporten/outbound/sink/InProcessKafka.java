package dev.dialogporten.outbound.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A Kafka broker with its controller inside this process. */
final class InProcessKafka implements KafkaBroker.Server {
  private final String address;
  private final Properties properties;
  private KafkaRaftServer server;

  InProcessKafka(int port, int controller) throws IOException {
    address = "127.0.0.1:" + port;
    Path directory = Files.createTempDirectory("kafka");
    properties = properties(directory, port, controller);
    format(directory, properties);
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public void start() {
    if (server == null) {
      server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
      server.startup();
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
      server = null;
    }
  }

  @Override
  public void close() {
    stop();
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
}

package dev.dialogporten.outbound.sink;

import org.testcontainers.kafka.KafkaContainer;

/** A Kafka broker in a container, at a port of the host that survives a restart. */
final class ContainerKafka implements KafkaBroker.Server {
  private static final String IMAGE = "apache/kafka:4.1.1";
  private static final int PORT_INSIDE = 9092;

  private final FixedPort container;
  private boolean up;

  ContainerKafka(int port) {
    container = new FixedPort(port);
    container.start();
    up = true;
  }

  private static final class FixedPort extends KafkaContainer {
    FixedPort(int port) {
      super(IMAGE);
      addFixedExposedPort(port, PORT_INSIDE);
    }
  }

  @Override
  public String address() {
    return container.getBootstrapServers();
  }

  /** By the engine: Testcontainers itself would make another container, without the records. */
  @Override
  public void start() {
    if (!up) {
      container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
      up = true;
    }
  }

  @Override
  public void stop() {
    if (up) {
      container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
      up = false;
    }
  }

  @Override
  public void close() {
    container.stop();
  }
}

package dev.dialogporten.outbound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Somebody else's name server (RFC 1035): knows one address for names that begin with {@code good},
 * none for those that begin with {@code unknown}, and never answers for any other.
 */
public final class NameServer implements AutoCloseable {
  private static final int RESPONSE = 0x8180;
  private static final int NO_SUCH_NAME = 3;
  private static final int TYPE_A = 1;

  private final DatagramSocket socket;
  private final byte[] address;

  /** Names that were asked for. */
  public final Set<String> asked = ConcurrentHashMap.newKeySet();

  public NameServer(String address) {
    try {
      this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      this.address = InetAddress.getByName(address).getAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "name-server");
    thread.setDaemon(true);
    thread.start();
  }

  public int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() {
    socket.close();
  }

  private void serve() {
    byte[] buffer = new byte[1_500];
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(packet);
        byte[] answer = answer(ByteBuffer.wrap(buffer, 0, packet.getLength()));
        if (answer != null) {
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException e) {
        // closed, or somebody does not listen any more
      }
    }
  }

  /** Null for none. */
  private byte[] answer(ByteBuffer query) {
    final short id = query.getShort(0);
    query.position(12);
    StringBuilder name = new StringBuilder();
    for (int length = query.get(); length > 0; length = query.get()) {
      byte[] label = new byte[length];
      query.get(label);
      name.append(new String(label, StandardCharsets.US_ASCII)).append('.');
    }
    int type = query.getShort();
    query.getShort();
    asked.add(name.toString());
    boolean good = name.indexOf("good") == 0;
    if (!good && name.indexOf("unknown") != 0) {
      return null;
    }
    int answers = good && type == TYPE_A ? 1 : 0;
    ByteBuffer reply = ByteBuffer.allocate(query.position() + 16 * answers);
    reply.putShort(id).putShort((short) (good ? RESPONSE : RESPONSE | NO_SUCH_NAME));
    for (int count : List.of(1, answers, 0, 0)) {
      reply.putShort((short) count);
    }
    reply.put(query.array(), 12, query.position() - 12);
    if (answers > 0) {
      reply.putShort((short) 0xc00c).putShort((short) TYPE_A).putShort((short) 1);
      reply.putInt(60).putShort((short) 4).put(address);
    }
    return reply.array();
  }
}

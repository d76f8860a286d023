package dev.dialogporten.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Bytes to a server that no HTTP client would send. */
public final class RawHttp {
  private RawHttp() {}

  /** The beginning of the answer. */
  public static String exchange(int port, String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      StringBuilder answer = new StringBuilder();
      byte[] buffer = new byte[8192];
      int count;
      do {
        count = socket.getInputStream().read(buffer);
        answer.append(new String(buffer, 0, Math.max(count, 0), StandardCharsets.UTF_8));
      } while (count > 0 && !answer.toString().contains("\r\n\r\n{"));
      return answer.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

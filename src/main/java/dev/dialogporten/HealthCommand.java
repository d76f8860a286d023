package dev.dialogporten;

import dev.dialogporten.config.ManagementSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** The sub-command {@code health}, for container images without curl. */
final class HealthCommand {
  private static final int PATIENCE_MILLIS = 4000;

  private HealthCommand() {}

  /** 0 when the service with these settings on this machine is ready, else 1. */
  static int run(ManagementSettings settings, PrintStream out) {
    String host = settings.host().equals("0.0.0.0") ? "127.0.0.1" : settings.host();
    try {
      URI uri = URI.create("http://" + host + ":" + settings.port() + "/health/ready");
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      int status = connection.getResponseCode();
      out.println(status == 200 ? "ready" : "not ready");
      return status == 200 ? 0 : 1;
    } catch (IOException e) {
      out.println("not running: " + e.getMessage());
      return 1;
    }
  }
}

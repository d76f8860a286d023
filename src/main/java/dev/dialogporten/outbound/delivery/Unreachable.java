package dev.dialogporten.outbound.delivery;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Why there was no answer, in words for the owner of a subscription: what libraries say names their
 * classes and addresses of this network.
 */
final class Unreachable {
  private Unreachable() {}

  static String text(Throwable failure) {
    if (failure instanceof UnknownHostException) {
      return "the host does not exist";
    }
    if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
      return "no connection could be made";
    }
    if (failure instanceof SSLException) {
      return "the TLS handshake failed";
    }
    if (failure instanceof TimeoutException) {
      return "no answer in time";
    }
    return failure instanceof ClosedChannelException || failure instanceof IOException
        ? "the connection broke before there was an answer"
        : "no answer";
  }
}

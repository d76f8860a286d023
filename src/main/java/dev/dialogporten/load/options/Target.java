package dev.dialogporten.load.options;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Where requests go.
 *
 * @param prefix path before {@code /api/v1/serviceowner}, empty or starting with a slash
 */
public record Target(boolean tls, String host, int port, String prefix) {

  static Target parse(String url) throws LoadFault {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw LoadFault.usage("--target \"" + url + "\" is no URL.");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw LoadFault.usage("--target \"" + url + "\" must start with http:// or https://.");
    }
    if (uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
      throw LoadFault.usage("--target \"" + url + "\" must be like http://localhost:8080.");
    }
    boolean tls = scheme.equals("https");
    int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
    String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
    return new Target(tls, uri.getHost(), port, path);
  }

  /** Value of the Host header. */
  public String authority() {
    return port == (tls ? 443 : 80) ? host : host + ":" + port;
  }

  public String url() {
    return (tls ? "https://" : "http://") + authority() + prefix;
  }

  /** Loopback and private addresses: a machine of our own, most likely. */
  boolean isNear() {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!address.isLoopbackAddress() && !address.isSiteLocalAddress()) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      return true; // the connection attempt explains it better
    }
  }
}

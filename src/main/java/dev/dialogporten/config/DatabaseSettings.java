package dev.dialogporten.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * PostgreSQL: an existing one, or the embedded one when {@code server} is empty.
 *
 * @param maxWaiting statements waiting for a connection; more are refused at once
 * @param startTimeout how long a start waits for a database that can be used
 * @param connectTimeout how long to wait for a new connection
 * @param statementTimeout PostgreSQL gives up a statement after this long
 * @param pooler a connection pooler such as PgBouncer stands in between: prepared statements are
 *     not kept and requests not sent ahead of answers
 */
public record DatabaseSettings(
    Optional<Server> server,
    int maxWaiting,
    Duration startTimeout,
    Duration connectTimeout,
    Duration statementTimeout,
    boolean pooler,
    Embedded embedded) {

  /** One address of PostgreSQL. */
  public record Host(String name, int port) {
    @Override
    public String toString() {
      return name + ":" + port;
    }
  }

  /**
   * An existing PostgreSQL.
   *
   * @param hosts of several, one at a time takes writes and is the one that is used
   */
  public record Server(
      List<Host> hosts,
      String database,
      String user,
      Secret password,
      SslMode sslMode,
      Optional<Path> sslRootCertificate) {

    public Server {
      hosts = List.copyOf(hosts);
    }

    /** A server at one address. */
    public Server(
        String host,
        int port,
        String database,
        String user,
        Secret password,
        SslMode sslMode,
        Optional<Path> sslRootCertificate) {
      this(List.of(new Host(host, port)), database, user, password, sslMode, sslRootCertificate);
    }

    public String host() {
      return hosts.get(0).name();
    }

    public int port() {
      return hosts.get(0).port();
    }

    /** Hosts and database, for people. */
    public String address() {
      return hosts.stream().map(Host::toString).collect(Collectors.joining(",")) + "/" + database;
    }

    public Server withHosts(List<Host> others) {
      return new Server(others, database, user, password, sslMode, sslRootCertificate);
    }

    public Server withSslMode(SslMode mode) {
      return new Server(hosts, database, user, password, mode, sslRootCertificate);
    }
  }

  /**
   * The embedded PostgreSQL.
   *
   * @param directory data, log and extracted programs
   * @param port 0 for any free one
   */
  public record Embedded(Path directory, int port) {}

  /** As in libpq. */
  public enum SslMode {
    DISABLE,
    PREFER,
    REQUIRE,
    VERIFY_CA,
    VERIFY_FULL
  }

  private static final List<String> URL_PARAMETERS =
      List.of("user", "password", "sslmode", "sslrootcert", "target_session_attrs");
  // which of several hosts: the service writes, so it is always the one that takes writes
  private static final List<String> SESSION_ATTRIBUTES = List.of("any", "read-write", "primary");

  static DatabaseSettings read(SettingsReader reader) {
    return new DatabaseSettings(
        server(reader),
        reader.number("max-waiting", 1000, 1, 1_000_000),
        reader.duration("start-timeout", "30s", "0s", "1h"),
        reader.duration("connect-timeout", "5s", "100ms", "5m"),
        reader.duration("statement-timeout", "30s", "100ms", "1h"),
        reader.flag("pooler", false),
        new Embedded(
            reader.path("embedded.directory", "data"),
            reader.number("embedded.port", 0, 0, 65535)));
  }

  /** User, password and the two TLS settings may stand in the URL; their own keys win. */
  private static Optional<Server> server(SettingsReader reader) {
    Optional<DatabaseUrl> url = reader.hidden("url", DatabaseUrl.ALLOWED, DatabaseUrl::parse);
    Optional<String> user = reader.text("user");
    Optional<Secret> password = reader.secret("password");
    Optional<String> sslMode = reader.text("ssl-mode");
    Optional<Path> rootCertificate = reader.file("ssl-root-certificate");
    if (url.isEmpty()) {
      return Optional.empty();
    }
    DatabaseUrl given = url.get();
    if (!URL_PARAMETERS.containsAll(given.parameters().keySet())) {
      reader.fault("url", "allowed after the ?: " + String.join(", ", URL_PARAMETERS));
    }
    if (!SESSION_ATTRIBUTES.contains(
        given.parameters().getOrDefault("target_session_attrs", "any"))) {
      reader.fault(
          "url", "allowed as target_session_attrs: " + String.join(", ", SESSION_ATTRIBUTES));
    }
    SslMode mode =
        sslMode(reader, sslMode.or(() -> Optional.ofNullable(given.parameters().get("sslmode"))));
    Optional<Path> certificate =
        rootCertificate.or(
            () -> Optional.ofNullable(given.parameters().get("sslrootcert")).map(Path::of));
    if (certificate.isEmpty() && (mode == SslMode.VERIFY_CA || mode == SslMode.VERIFY_FULL)) {
      reader.fault("ssl-root-certificate", "needed to verify the server");
    }
    return Optional.of(
        new Server(
            given.hosts(),
            given.database(),
            user.or(given::user).orElse("postgres"),
            password.or(given::password).orElse(new Secret("")),
            mode,
            certificate));
  }

  private static SslMode sslMode(SettingsReader reader, Optional<String> text) {
    for (SslMode mode : SslMode.values()) {
      if (mode.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text.orElse(""))) {
        return mode;
      }
    }
    if (text.isPresent()) {
      reader.fault("ssl-mode", "allowed: disable, prefer, require, verify-ca, verify-full");
    }
    return SslMode.PREFER;
  }
}

package dev.dialogporten.load.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Row by row from PostgreSQL's own load tool, the cheapest client there is. Since its scripts keep
 * no state, ids and revisions are computed from a counter per client: update k of a client writes
 * dialog k modulo its share and expects what update k minus share wrote.
 */
final class PgBench {
  private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");
  private static final Pattern LATENCY = Pattern.compile("latency average = ([0-9.]+) ms");
  private static final int SHARE = 300;

  private PgBench() {}

  static boolean isInstalled() {
    try {
      return new ProcessBuilder("pgbench", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Copies of one dialog with computable ids and revisions, removed afterwards. */
  static Optional<Raw.Figure> run(
      BenchmarkDatabase database, int clients, int threads, Duration duration) throws Exception {
    if (!isInstalled()) {
      return Optional.empty();
    }
    Path script = Files.createTempFile("conditional-update", ".sql");
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      database.copyDialogs(
          clients * SHARE,
          "('b0000000-0000-7000-8000-' || lpad(to_hex(n - 1), 12, '0'))::uuid",
          "'00000000-0000-4000-8000-000000000000'::uuid");
      database.settle();
      Files.writeString(script, script());
      Process process =
          new ProcessBuilder(
                  List.of(
                      "pgbench",
                      "-n",
                      "-M",
                      "prepared",
                      "-f",
                      script.toString(),
                      "-D",
                      "k=0",
                      "-c",
                      Integer.toString(clients),
                      "-j",
                      Integer.toString(threads),
                      "-T",
                      Long.toString(duration.toSeconds()),
                      database.libpqUrl()))
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(duration.toSeconds() + 60, TimeUnit.SECONDS)
          || process.exitValue() != 0) {
        throw new IllegalStateException("pgbench failed: " + output);
      }
      checkEveryUpdateWon(statement, output);
      double latency = number(LATENCY, output);
      return Optional.of(
          new Raw.Figure("pgbench", clients, number(TPS, output), Math.round(latency * 1000)));
    } finally {
      Files.delete(script);
      database.execute("DELETE FROM dialog WHERE id::text LIKE 'b0000000-0000-7000-8000-%'");
    }
  }

  private static String script() {
    return """
    \\set d :client_id * %1$d + mod(:k, %1$d)
    \\set before greatest(:k - %1$d + 1, 0)
    \\set k :k + 1
    \\set progress mod(:k, 101)
    %2$s;
    """
        .formatted(
            SHARE,
            Raw.ONE
                // pgbench would take what follows a colon for a variable
                .replaceAll("(?<=[a-z]):(?=[a-z0-9])", "-")
                .replace(
                    "$1", "('b0000000-0000-7000-8000-' || lpad(to_hex((:d)::int), 12, '0'))::uuid")
                .replace(
                    "$2",
                    "('00000000-0000-4000-8000-' || lpad(to_hex((:before)::int), 12, '0'))::uuid")
                .replace(
                    "$3", "('00000000-0000-4000-8000-' || lpad(to_hex((:k)::int), 12, '0'))::uuid")
                .replace("$4", "(:progress)::smallint")
                .replace("$5", "'step-' || (:k)::int"));
  }

  private static void checkEveryUpdateWon(Statement statement, String output) throws SQLException {
    Matcher processed =
        Pattern.compile("number of transactions actually processed: ([0-9]+)").matcher(output);
    try (var result =
        statement.executeQuery(
            "SELECT sum(version - 1) FROM dialog WHERE id::text LIKE"
                + " 'b0000000-0000-7000-8000-%'")) {
      result.next();
      if (!processed.find() || result.getLong(1) != Long.parseLong(processed.group(1))) {
        throw new IllegalStateException(
            "pgbench: only " + result.getLong(1) + " updates won, " + output);
      }
    }
  }

  private static double number(Pattern pattern, String output) {
    Matcher matcher = pattern.matcher(output);
    if (!matcher.find()) {
      throw new IllegalStateException("pgbench printed: " + output);
    }
    return Double.parseDouble(matcher.group(1));
  }
}

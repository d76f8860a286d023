package dev.dialogporten.persistence.connect;

import dev.dialogporten.problem.DatabaseUnavailable;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins a new epoch of the change log where its transaction numbers would come again: on a server
 * that the log was restored to from a dump, or upgraded to. A promoted standby needs none of it, a
 * new time line is a new epoch by itself. Asked before the first write on each connection; whoever
 * comes second finds nothing to do.
 */
final class LogEpoch {
  private static final Logger LOG = LoggerFactory.getLogger(LogEpoch.class);
  private static final String SETTLE = "SELECT dialog_log_settle()";

  private LogEpoch() {}

  /** Blocks; for the time before anything is deployed. */
  static void settle(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SETTLE)) {
      rows.next();
      tell(rows.getObject(1, Long.class));
    } catch (SQLException e) {
      throw new DatabaseUnavailable("the epoch of the change log cannot be settled", e);
    }
  }

  /** On a connection just made. A failure says that the server does not take writes now anyway. */
  static Future<Void> settle(SqlConnection connection) {
    return connection
        .query(SETTLE)
        .execute()
        .onSuccess(rows -> tell(rows.iterator().next().getLong(0)))
        .mapEmpty();
  }

  private static void tell(Long begun) {
    if (begun != null) {
      LOG.warn(
          "This server has not written the change log before, or counts its transactions from a"
              + " lower number again: the log goes on in epoch {}",
          begun);
    }
  }
}

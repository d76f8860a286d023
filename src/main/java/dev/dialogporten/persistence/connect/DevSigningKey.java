package dev.dialogporten.persistence.connect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** The key of development tokens that all nodes on a database share. Blocks. */
public final class DevSigningKey {
  private static final String READ = "SELECT pem FROM dev_signing_key";
  private static final String OFFER =
      "INSERT INTO dev_signing_key (pem) VALUES (?) ON CONFLICT DO NOTHING";

  private DevSigningKey() {}

  /**
   * The key in the database, else the one offered, unless another node is faster.
   *
   * @param offer makes a key
   */
  public static String of(DataSource database, Supplier<String> offer) throws SQLException {
    try (Connection connection = database.getConnection()) {
      String kept = read(connection);
      if (kept != null) {
        return kept;
      }
      try (PreparedStatement insert = connection.prepareStatement(OFFER)) {
        insert.setString(1, offer.get());
        insert.executeUpdate();
      }
      return read(connection);
    }
  }

  private static String read(Connection connection) throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(READ);
        ResultSet row = read.executeQuery()) {
      return row.next() ? row.getString(1) : null;
    }
  }
}

package dev.dialogporten.persistence.search;

import dev.dialogporten.config.SearchSettings;
import dev.dialogporten.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The secret that continuation tokens are sealed with. */
public final class SearchSecret {
  private static final int LENGTH = 32;

  private static final String OFFER =
      "INSERT INTO search_secret (secret) VALUES (?) ON CONFLICT DO NOTHING";
  private static final String READ = "SELECT secret FROM search_secret";

  private SearchSecret() {}

  /**
   * The configured one, else the one that all nodes on this database share. Blocks; for the time
   * before anything is deployed.
   */
  public static byte[] of(SearchSettings settings, DataSource database) throws SQLException {
    if (settings.tokenSecret().isPresent()) {
      Secret configured = settings.tokenSecret().get();
      return configured.value().getBytes(StandardCharsets.UTF_8);
    }
    try (Connection connection = database.getConnection();
        PreparedStatement offer = connection.prepareStatement(OFFER);
        PreparedStatement read = connection.prepareStatement(READ)) {
      offer.setBytes(1, random());
      offer.executeUpdate();
      try (ResultSet row = read.executeQuery()) {
        row.next();
        return row.getBytes(1);
      }
    }
  }

  private static byte[] random() {
    byte[] secret = new byte[LENGTH];
    new SecureRandom().nextBytes(secret);
    return secret;
  }
}

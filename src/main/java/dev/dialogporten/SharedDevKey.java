package dev.dialogporten;

import dev.dialogporten.auth.dev.SharedKey;
import dev.dialogporten.config.DatabaseSettings;
import dev.dialogporten.persistence.connect.Database;
import dev.dialogporten.persistence.connect.DevSigningKey;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** The key of development tokens in the database. */
final class SharedDevKey implements SharedKey {
  private final Optional<DataSource> database;

  SharedDevKey(DataSource database) {
    this.database = Optional.of(database);
  }

  /** For a command that runs beside the service. */
  SharedDevKey(DatabaseSettings settings) {
    this.database = settings.server().map(server -> new Database(settings, server).dataSource());
  }

  @Override
  public String pem(Supplier<String> offer) throws IOException {
    try {
      return DevSigningKey.of(database.orElseThrow(), offer);
    } catch (SQLException e) {
      String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new IOException("the key of development tokens is in the database: " + line, e);
    }
  }
}

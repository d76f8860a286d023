package dev.dialogporten.persistence.connect;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What PostgreSQL has said of itself when it failed statements. Thread-safe. */
public final class DatabaseCondition {
  private static final String DISK_FULL = "53100";

  /** After the last failure of its kind; nothing else tells that somebody has made room. */
  private static final Duration MEMORY = Duration.ofSeconds(30);

  private final LongSupplier nanoTime;
  private volatile Long diskFullAt;

  public DatabaseCondition() {
    this(System::nanoTime);
  }

  DatabaseCondition(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  public void failed(String sqlState) {
    if (sqlState.equals(DISK_FULL)) {
      diskFullAt = nanoTime.getAsLong();
    }
  }

  /** One line for the operator when writes fail, or will. */
  public Optional<String> trouble() {
    Long at = diskFullAt;
    return at != null && nanoTime.getAsLong() - at < MEMORY.toNanos()
        ? Optional.of("the disk of PostgreSQL is full")
        : Optional.empty();
  }
}

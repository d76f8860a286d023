package dev.dialogporten.dialog.search;

import java.util.Locale;
import java.util.Optional;

/** What a search can be ordered by; the constants are named as clients write them. */
public enum OrderKey {
  createdAt,
  updatedAt,
  contentUpdatedAt,
  dueAt,
  id;

  /** Whether a dialog can lack the value. */
  public boolean isNullable() {
    return this == dueAt;
  }

  /** The lower-case form of answers and tokens. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<OrderKey> of(String text) {
    for (OrderKey key : values()) {
      if (key.name().equalsIgnoreCase(text)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }
}

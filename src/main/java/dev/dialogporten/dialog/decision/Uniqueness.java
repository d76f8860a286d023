package dev.dialogporten.dialog.decision;

import java.util.UUID;

/** The text of a violated uniqueness of ids; consumers look for its exact form. */
final class Uniqueness {
  private Uniqueness() {}

  static String taken(UUID id) {
    return "Key ('Id')=(" + id + ") already exists.";
  }
}

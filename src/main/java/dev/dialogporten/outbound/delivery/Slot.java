package dev.dialogporten.outbound.delivery;

import dev.dialogporten.event.Position;

/** A change that was read but has events the cursor may not pass yet. */
final class Slot {
  final Position position;
  int open;

  Slot(Position position) {
    this.position = position;
  }
}

package dev.dialogporten.dialog.change;

import dev.dialogporten.dialog.ActivityType;
import java.util.UUID;

/** A transmission or activity that a change appended, with what its event must say. */
public sealed interface Appended {
  UUID id();

  /**
   * @param senderType {@code ServiceOwner} or {@code PartyRepresentative}
   */
  record AppendedTransmission(UUID id, String senderType) implements Appended {}

  /**
   * @param extendedType null when absent
   */
  record AppendedActivity(UUID id, ActivityType type, String extendedType) implements Appended {}
}

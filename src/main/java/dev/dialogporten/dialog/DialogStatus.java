package dev.dialogporten.dialog;

import java.util.Optional;

/** Stored and returned status; {@link #number()} is also the stored form. */
public enum DialogStatus {
  InProgress(2),
  Draft(3),
  RequiresAttention(5),
  Completed(6),
  NotApplicable(7),
  Awaiting(8);

  private static final DialogStatus[] BY_NUMBER = new DialogStatus[9];

  static {
    for (DialogStatus status : values()) {
      BY_NUMBER[status.number] = status;
    }
  }

  private final int number;

  DialogStatus(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /**
   * From the stored number.
   *
   * @throws IllegalArgumentException when this version does not know it
   */
  public static DialogStatus ofNumber(int number) {
    DialogStatus status = number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
    if (status == null) {
      throw new IllegalArgumentException("unknown status " + number);
    }
    return status;
  }

  /**
   * From a canonical input name; the deprecated {@code New} and {@code Sent} map to their
   * successors.
   */
  public static Optional<DialogStatus> ofInput(String name) {
    return switch (name) {
      case "New" -> Optional.of(NotApplicable);
      case "Sent" -> Optional.of(Awaiting);
      case "InProgress" -> Optional.of(InProgress);
      case "Draft" -> Optional.of(Draft);
      case "RequiresAttention" -> Optional.of(RequiresAttention);
      case "Completed" -> Optional.of(Completed);
      case "NotApplicable" -> Optional.of(NotApplicable);
      case "Awaiting" -> Optional.of(Awaiting);
      default -> Optional.empty();
    };
  }
}

package dev.dialogporten.dialog;

/** Transmission types; {@link #number()} is the stored form. */
public enum TransmissionType {
  Information,
  Acceptance,
  Rejection,
  Request,
  Alert,
  Decision,
  Submission,
  Correction;

  public int number() {
    return ordinal() + 1;
  }

  public static TransmissionType ofNumber(int number) {
    return values()[number - 1];
  }

  /** Counts as sent by the party, whatever the sender says. */
  public boolean isFromParty() {
    return this == Submission || this == Correction;
  }
}

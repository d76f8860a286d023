package dev.dialogporten.dialog;

/** Activity types; {@link #number()} is the stored form. */
public enum ActivityType {
  DialogCreated("created"),
  DialogClosed("closed"),
  Information("information"),
  TransmissionOpened("transmission-opened"),
  PaymentMade("payment-made"),
  SignatureProvided("signature-provided"),
  DialogOpened("dialog-opened"),
  DialogDeleted("dialog-deleted"),
  DialogRestored("dialog-restored"),
  SentToSigning("sent-to-signing"),
  SentToFormFill("sent-to-form-fill"),
  SentToSendIn("sent-to-send-in"),
  SentToPayment("sent-to-payment"),
  FormSubmitted("form-submitted"),
  FormSaved("form-saved"),
  CorrespondenceOpened("correspondence-opened"),
  CorrespondenceConfirmed("correspondence-confirmed");

  private final String eventName;

  ActivityType(String eventName) {
    this.eventName = eventName;
  }

  public int number() {
    return ordinal() + 1;
  }

  public static ActivityType ofNumber(int number) {
    return values()[number - 1];
  }

  /** The part of the CloudEvent type between {@code activity.} and {@code .v1}. */
  public String eventName() {
    return eventName;
  }

  /** Needs the correspondence scope on every route. */
  public boolean isCorrespondence() {
    return this == CorrespondenceOpened || this == CorrespondenceConfirmed;
  }
}

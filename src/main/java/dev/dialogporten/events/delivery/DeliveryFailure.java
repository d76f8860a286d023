package dev.dialogporten.events.delivery;

/** Why a receiver did not take an event. No stack trace is taken: it is an ordinary outcome. */
public final class DeliveryFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_TEXT = 500;

  /** What to do about it. */
  public enum Kind {
    /** The receiver cannot take events now; this one may well succeed later. */
    UNAVAILABLE,
    /** The receiver refuses this event and will refuse it again. */
    REJECTED,
    /** The receiver wants no events any more. */
    GONE
  }

  private final Kind kind;
  private final int status;

  private DeliveryFailure(Kind kind, int status, String message) {
    super(message, null, false, false);
    this.kind = kind;
    this.status = status;
  }

  public static DeliveryFailure unavailable(String message) {
    return new DeliveryFailure(Kind.UNAVAILABLE, 0, shortened(message));
  }

  public static DeliveryFailure rejected(String message) {
    return new DeliveryFailure(Kind.REJECTED, 0, shortened(message));
  }

  /** An answer of a receiver spoken to over HTTP. */
  public static DeliveryFailure answered(Kind kind, int status) {
    return new DeliveryFailure(kind, status, "answered " + status);
  }

  /** Any other failure counts as a receiver that cannot be reached. */
  public static DeliveryFailure of(Throwable failure) {
    return failure instanceof DeliveryFailure known ? known : unavailable(failure.toString());
  }

  public Kind kind() {
    return kind;
  }

  /** HTTP status of the answer, 0 when there was none. */
  public int status() {
    return status;
  }

  private static String shortened(String text) {
    String plain = text == null ? "unknown" : text;
    return plain.length() <= MAX_TEXT ? plain : plain.substring(0, MAX_TEXT);
  }
}

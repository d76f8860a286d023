package dev.dialogporten.outbound.delivery;

import java.time.Duration;

/** Why a receiver did not take an event. No stack trace is taken: it is an ordinary outcome. */
public final class DeliveryFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_TEXT = 500;

  /** What to do about it. */
  public enum Kind {
    /** Nobody answers for the receiver: it cannot be reached, or only what stands before it can. */
    AWAY,
    /** The receiver does not take this event now; it may well later. */
    UNAVAILABLE,
    /** The receiver refuses this event and will refuse it again. */
    REJECTED,
    /** The receiver wants no events any more. */
    GONE
  }

  private final Kind kind;
  private final int status;
  private final Duration retryAfter;

  private DeliveryFailure(Kind kind, int status, Duration retryAfter, String message) {
    super(message, null, false, false);
    this.kind = kind;
    this.status = status;
    this.retryAfter = retryAfter;
  }

  public static DeliveryFailure away(String message) {
    return new DeliveryFailure(Kind.AWAY, 0, Duration.ZERO, shortened(message));
  }

  public static DeliveryFailure unavailable(String message) {
    return new DeliveryFailure(Kind.UNAVAILABLE, 0, Duration.ZERO, shortened(message));
  }

  public static DeliveryFailure rejected(String message) {
    return new DeliveryFailure(Kind.REJECTED, 0, Duration.ZERO, shortened(message));
  }

  /**
   * An answer of a receiver spoken to over HTTP.
   *
   * @param retryAfter how long the receiver wants to be left alone, zero when it does not say
   */
  public static DeliveryFailure answered(Kind kind, int status, Duration retryAfter) {
    return new DeliveryFailure(kind, status, retryAfter, "answered " + status);
  }

  /** Any other failure counts as a receiver that cannot be reached. */
  public static DeliveryFailure of(Throwable failure) {
    return failure instanceof DeliveryFailure known ? known : away(Unreachable.text(failure));
  }

  public Kind kind() {
    return kind;
  }

  /** HTTP status of the answer, 0 when there was none. */
  public int status() {
    return status;
  }

  /**
   * How long the receiver wants to be left alone, with whatever event; zero when it is not known.
   */
  public Duration retryAfter() {
    return retryAfter;
  }

  private static String shortened(String text) {
    String plain = text == null ? "unknown" : text;
    return plain.length() <= MAX_TEXT ? plain : plain.substring(0, MAX_TEXT);
  }
}

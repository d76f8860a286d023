package dev.dialogporten.load.result;

/**
 * One kind of failure.
 *
 * @param what operation and status or reason
 * @param detail first bytes of one such answer
 */
public record ErrorSample(String what, String detail, long count) {
  /** The same kind, seen elsewhere. */
  public ErrorSample plus(ErrorSample other) {
    return new ErrorSample(what, detail, count + other.count);
  }
}

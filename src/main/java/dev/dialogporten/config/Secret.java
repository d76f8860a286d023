package dev.dialogporten.config;

/** A value that must not reach a log, an error text or a support case. */
public record Secret(String value) {
  @Override
  public String toString() {
    return "[hidden]";
  }
}

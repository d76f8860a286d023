package dev.dialogporten.load.result;

import dev.dialogporten.load.options.Operation;

/** How one request ended. */
public enum Outcome {
  SUCCESS,
  /** 412 or 409 where users compete for one dialog: expected, counted apart. */
  CONFLICT,
  FAILURE;

  public static Outcome of(Operation operation, int status, boolean contended) {
    if (operation.expects(status)) {
      return SUCCESS;
    }
    return contended && (status == 412 || status == 409) ? CONFLICT : FAILURE;
  }
}

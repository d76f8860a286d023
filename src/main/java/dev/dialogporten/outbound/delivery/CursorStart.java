package dev.dialogporten.outbound.delivery;

/** Where a sink begins whose cursor does not exist yet. */
public enum CursorStart {
  /** Before the oldest change that is kept. */
  BEGINNING,
  /** Behind the newest one. */
  END,
  /**
   * Nowhere: the cursor is made and removed together with what it belongs to. Without one that is
   * gone, and must not come back.
   */
  NOWHERE
}

package dev.dialogporten.dialog.change;

/** What a row of the change log records; {@link #number()} is the stored form. */
public enum ChangeKind {
  CREATED(1),
  UPDATED(2),
  DELETED(3),
  RESTORED(4),
  /** Removal of a live dialog. */
  PURGED(5),
  /** Removal of a dialog that was soft-deleted before; its deleted event is long out. */
  PURGED_AFTER_DELETE(6),
  /** An end user opened the dialog. */
  SEEN(7),
  /** A label or another context member changed; the dialog's revision did not. */
  CONTEXT(8);

  private final int number;

  ChangeKind(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  public static ChangeKind ofNumber(int number) {
    return values()[number - 1];
  }
}

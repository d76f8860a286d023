package dev.dialogporten.dialog;

/** End user system labels; {@link #number()} orders them and is the stored form. */
public enum SystemLabel {
  Default(1),
  Bin(2),
  Archive(3),
  MarkedAsUnopened(4),
  Sent(5);

  private final int number;

  SystemLabel(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** The bit of this label in a stored label mask. */
  public int bit() {
    return 1 << number;
  }

  public static SystemLabel ofNumber(int number) {
    return values()[number - 1];
  }

  /** One of the trio of which exactly one is always present. */
  public boolean isExclusive() {
    return number <= 3;
  }
}

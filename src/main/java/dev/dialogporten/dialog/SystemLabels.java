package dev.dialogporten.dialog;

import java.util.ArrayList;
import java.util.List;

/**
 * The label set of a dialog in the order of addition. Exactly one of Default, Bin and Archive is
 * always a member. Stored as decimal digits, first added first ({@code 15} = Default, Sent), which
 * is compact and keeps the order.
 */
public record SystemLabels(List<SystemLabel> inOrder) {

  public static final SystemLabels INITIAL = new SystemLabels(List.of(SystemLabel.Default));

  public SystemLabels {
    inOrder = List.copyOf(inOrder);
  }

  public static SystemLabels ofDigits(int digits) {
    List<SystemLabel> labels = new ArrayList<>(2);
    for (char c : Integer.toString(digits).toCharArray()) {
      labels.add(SystemLabel.ofNumber(c - '0'));
    }
    return new SystemLabels(labels);
  }

  /** The stored form. */
  public int digits() {
    int digits = 0;
    for (SystemLabel label : inOrder) {
      digits = digits * 10 + label.number();
    }
    return digits;
  }

  /** One bit per label, for filters. */
  public int mask() {
    int mask = 0;
    for (SystemLabel label : inOrder) {
      mask |= label.bit();
    }
    return mask;
  }

  public boolean contains(SystemLabel label) {
    return inOrder.contains(label);
  }

  /** The member of the exclusive trio. */
  public SystemLabel exclusive() {
    return inOrder.stream()
        .filter(SystemLabel::isExclusive)
        .findFirst()
        .orElse(SystemLabel.Default);
  }

  /**
   * Adds a label at the end; a member of the trio replaces the one before it. The same set when
   * already present.
   */
  public SystemLabels with(SystemLabel label) {
    if (contains(label)) {
      return this;
    }
    List<SystemLabel> labels = new ArrayList<>(inOrder);
    if (label.isExclusive()) {
      labels.removeIf(SystemLabel::isExclusive);
    }
    labels.add(label);
    return new SystemLabels(labels);
  }

  /**
   * Removes a label; removing Bin or Archive brings Default back, Default itself cannot be removed.
   */
  public SystemLabels without(SystemLabel label) {
    if (!contains(label) || label == SystemLabel.Default) {
      return this;
    }
    List<SystemLabel> labels = new ArrayList<>(inOrder);
    labels.remove(label);
    if (label.isExclusive()) {
      labels.add(SystemLabel.Default);
    }
    return new SystemLabels(labels);
  }
}

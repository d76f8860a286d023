package dev.dialogporten.persistence.rows;

import java.util.List;

/**
 * A statement, or a part of one, with a gap for each of its inputs: {@code {rows}}, filled in their
 * order. Names, types, numbers and width of its parameters follow from the inputs.
 */
public record Template(String text, List<RowInput> inputs) {
  private static final String GAP = "{rows}";

  public Template(String text, RowInput... inputs) {
    this(text, List.of(inputs));
  }

  /** Number of parameters. */
  public int width() {
    return inputs.stream().mapToInt(RowInput::width).sum();
  }

  /** The text for rows that come like this, its parameters numbered from {@code first}. */
  public String text(RowSource source, int first) {
    StringBuilder filled = new StringBuilder(text.length() + 1024);
    int number = first;
    int from = 0;
    for (RowInput input : inputs) {
      int gap = text.indexOf(GAP, from);
      filled.append(text, from, gap).append(input.text(source, number));
      from = gap + GAP.length();
      number += input.width();
    }
    return filled.append(text, from, text.length()).toString();
  }
}

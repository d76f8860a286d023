package dev.dialogporten.persistence.rows;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows that a statement takes as parameters: the name and type of each column, in the order in
 * which they are bound.
 *
 * @param alias what the statement calls the rows
 */
public record RowInput(String alias, List<Column> columns) {

  /** One column, which is one parameter. */
  public record Column(String name, String type) {}

  /**
   * @param columns name and type of each, as in {@code CREATE TABLE}: {@code id uuid, depth int}
   */
  public static RowInput of(String alias, String columns) {
    return new RowInput(
        alias,
        Stream.of(columns.split(","))
            .map(column -> column.strip().split("\\s+"))
            .map(column -> new Column(column[0], column[1]))
            .toList());
  }

  int width() {
    return columns.size();
  }

  /** The rows as a relation, their parameters numbered from {@code first}. */
  String text(RowSource source, int first) {
    String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    String values =
        IntStream.range(0, columns.size())
            .mapToObj(i -> "$" + (first + i) + "::" + source.type(columns.get(i).type()))
            .collect(Collectors.joining(", "));
    return source.relation(values) + " AS " + alias + " (" + names + ")";
  }
}

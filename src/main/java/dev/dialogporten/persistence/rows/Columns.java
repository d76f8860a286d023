package dev.dialogporten.persistence.rows;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * Adds rows to the parameters of a statement, column by column: as arrays, which {@code unnest}
 * turns back into rows, or a single row as plain values (see {@link RowSource}).
 */
public final class Columns<T> {
  private final List<T> rows;
  private final Tuple parameters;
  private final boolean plain;

  private Columns(List<T> rows, Tuple parameters, boolean plain) {
    this.rows = rows;
    this.parameters = parameters;
    this.plain = plain;
  }

  /** Any number of rows, for {@link RowSource#ARRAYS}. */
  public static <T> Columns<T> arrays(List<T> rows, Tuple parameters) {
    return new Columns<>(rows, parameters, false);
  }

  /** One row, for {@link RowSource#VALUES}. */
  static <T> Columns<T> values(T row, Tuple parameters) {
    return new Columns<>(List.of(row), parameters, true);
  }

  public Columns<T> uuid(Function<T, UUID> column) {
    return add(column, UUID[]::new);
  }

  public Columns<T> text(Function<T, String> column) {
    return add(column, String[]::new);
  }

  public Columns<T> time(Function<T, Instant> column) {
    return add(row -> utc(column.apply(row)), OffsetDateTime[]::new);
  }

  public Columns<T> int4(ToIntFunction<T> column) {
    return add(column::applyAsInt, Integer[]::new);
  }

  public Columns<T> nullableInt4(Function<T, Integer> column) {
    return add(column, Integer[]::new);
  }

  public Columns<T> int8(Function<T, Long> column) {
    return add(column, Long[]::new);
  }

  public Columns<T> bool(Function<T, Boolean> column) {
    return add(column, Boolean[]::new);
  }

  private <C> Columns<T> add(Function<T, C> column, IntFunction<C[]> array) {
    if (plain) {
      parameters.addValue(column.apply(rows.get(0)));
      return this;
    }
    C[] cells = array.apply(rows.size());
    for (int i = 0; i < cells.length; i++) {
      cells[i] = column.apply(rows.get(i));
    }
    parameters.addValue(cells);
    return this;
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}

package dev.dialogporten.persistence;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Turns a list of rows into the column arrays that {@code unnest} turns back into rows. */
final class Columns<T> {
  private final List<T> rows;
  private final Tuple parameters;

  Columns(List<T> rows, Tuple parameters) {
    this.rows = rows;
    this.parameters = parameters;
  }

  Columns<T> uuid(Function<T, UUID> column) {
    parameters.addArrayOfUUID(fill(new UUID[rows.size()], column));
    return this;
  }

  Columns<T> text(Function<T, String> column) {
    parameters.addArrayOfString(fill(new String[rows.size()], column));
    return this;
  }

  Columns<T> time(Function<T, Instant> column) {
    parameters.addArrayOfOffsetDateTime(
        fill(new OffsetDateTime[rows.size()], row -> utc(column.apply(row))));
    return this;
  }

  Columns<T> int4(ToIntFunction<T> column) {
    parameters.addArrayOfInteger(fill(new Integer[rows.size()], column::applyAsInt));
    return this;
  }

  Columns<T> nullableInt4(Function<T, Integer> column) {
    parameters.addArrayOfInteger(fill(new Integer[rows.size()], column));
    return this;
  }

  Columns<T> int8(Function<T, Long> column) {
    parameters.addArrayOfLong(fill(new Long[rows.size()], column));
    return this;
  }

  Columns<T> bool(Function<T, Boolean> column) {
    parameters.addArrayOfBoolean(fill(new Boolean[rows.size()], column));
    return this;
  }

  private <C> C[] fill(C[] cells, Function<T, C> column) {
    for (int i = 0; i < cells.length; i++) {
      cells[i] = column.apply(rows.get(i));
    }
    return cells;
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}

package dev.dialogporten.persistence.rows;

import io.vertx.sqlclient.Tuple;
import java.util.List;

/**
 * How the rows of a write reach their statement. PostgreSQL evaluates {@code unnest} of n arrays as
 * n functions with a store each: nothing per row when there are many, but for one row of 39 columns
 * it is a third of the whole statement (210 us against 150 us, PostgreSQL 18).
 */
public enum RowSource {
  /** An array per column, any number of rows. */
  ARRAYS,
  /** A parameter per column, one row. */
  VALUES;

  /** Adds the rows to the parameters. */
  public <T> Columns<T> columns(List<T> rows, Tuple parameters) {
    return this == ARRAYS
        ? Columns.arrays(rows, parameters)
        : Columns.values(rows.get(0), parameters);
  }

  /** The type of the parameter for a column. */
  String type(String column) {
    return this == ARRAYS ? column + "[]" : column;
  }

  /** The relation that the parameters make. */
  String relation(String parameters) {
    return this == ARRAYS ? "unnest(" + parameters + ")" : "(VALUES (" + parameters + "))";
  }
}

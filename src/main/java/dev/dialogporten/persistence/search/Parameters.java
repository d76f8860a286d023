package dev.dialogporten.persistence.search;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;

/**
 * Parameters of a statement in the making. Adding a value gives the text that stands for it in the
 * statement, with its type.
 */
final class Parameters {
  private final Tuple values = Tuple.tuple();

  String text(String value) {
    return add(value, "text");
  }

  String texts(Collection<String> values) {
    return add(values.toArray(String[]::new), "text[]");
  }

  String numbers(Collection<Integer> values) {
    return add(values.toArray(Integer[]::new), "int[]");
  }

  String number(int value) {
    return add(value, "int");
  }

  String flag(boolean value) {
    return add(value, "boolean");
  }

  String id(UUID value) {
    return add(value, "uuid");
  }

  String time(Instant value) {
    return add(value.atOffset(ZoneOffset.UTC), "timestamptz");
  }

  Tuple values() {
    return values;
  }

  private String add(Object value, String type) {
    values.addValue(value);
    return "$" + values.size() + "::" + type;
  }
}

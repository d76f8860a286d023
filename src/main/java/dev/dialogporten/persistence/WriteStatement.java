package dev.dialogporten.persistence;

import dev.dialogporten.dialog.decision.WriteUnit;
import io.vertx.sqlclient.Tuple;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One statement for a batch of write units of one kind: the dialog rows, the parts for children
 * that the batch has, and the change log. The text depends only on which parts there are, so that
 * few prepared statements serve all batches.
 */
final class WriteStatement {

  /** What a batch does to its dialog rows. */
  enum Kind {
    INSERT(DialogStatements.INSERT, 44, ChangeLog.OF_CREATED),
    UPDATE(DialogStatements.UPDATE, 39, ChangeLog.OF_WRITTEN),
    PURGE(DialogStatements.PURGE, 8, ChangeLog.OF_WRITTEN);

    private final String text;
    private final int width;
    private final String changeLog;

    Kind(String text, int width, String changeLog) {
      this.text = text;
      this.width = width;
      this.changeLog = changeLog;
    }

    static Kind of(WriteUnit unit) {
      if (unit.isCreate()) {
        return INSERT;
      }
      return unit.isPurge() ? PURGE : UPDATE;
    }

    private void bind(List<WriteUnit> units, Tuple parameters) {
      switch (this) {
        case INSERT -> DialogStatements.bindInsert(units, parameters);
        case UPDATE -> DialogStatements.bindUpdate(units, parameters);
        case PURGE -> DialogStatements.bindPurge(units, parameters);
      }
    }
  }

  private static final ChildStatements[] PARTS = ChildStatements.values();

  private final Kind kind;
  private final Map<EnumSet<ChildStatements>, String> texts = new HashMap<>();

  WriteStatement(Kind kind) {
    this.kind = kind;
  }

  /** Text and parameters for a batch; returns the ids of the dialogs that were written. */
  Bound bind(List<WriteUnit> units) {
    EnumSet<ChildStatements> parts = parts(units);
    Tuple parameters = Tuple.tuple();
    kind.bind(units, parameters);
    for (ChildStatements part : parts) {
      part.bind(units, parameters);
    }
    return new Bound(texts.computeIfAbsent(parts, this::text), parameters);
  }

  record Bound(String text, Tuple parameters) {}

  private static EnumSet<ChildStatements> parts(List<WriteUnit> units) {
    EnumSet<ChildStatements> parts = EnumSet.noneOf(ChildStatements.class);
    for (WriteUnit unit : units) {
      if (unit.children() == WriteUnit.Children.NONE) {
        continue;
      }
      for (ChildStatements part : PARTS) {
        if (part.isNeededBy(unit)) {
          parts.add(part);
        }
      }
    }
    return parts;
  }

  private String text(EnumSet<ChildStatements> parts) {
    StringBuilder text = new StringBuilder(kind.text);
    int next = kind.width + 1;
    for (ChildStatements part : parts) {
      text.append(part.text(next));
      next += part.width();
    }
    return text.append(kind.changeLog).append("\nSELECT id FROM written").toString();
  }
}

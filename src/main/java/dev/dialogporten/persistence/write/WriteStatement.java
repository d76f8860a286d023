package dev.dialogporten.persistence.write;

import dev.dialogporten.dialog.outcome.WriteUnit;
import dev.dialogporten.persistence.rows.Columns;
import dev.dialogporten.persistence.rows.RowSource;
import dev.dialogporten.persistence.rows.Template;
import io.vertx.sqlclient.Tuple;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One statement for a batch of write units of one kind: the dialog rows, the parts for children
 * that the batch has, and the change log. The text depends only on which parts there are and on
 * whether the batch is a single unit, so that few prepared statements serve all batches.
 */
public final class WriteStatement {

  /** What a batch does to its dialog rows. */
  public enum Kind {
    INSERT(DialogStatements.INSERT, ChangeLog.OF_CREATED),
    UPDATE(DialogStatements.UPDATE, ChangeLog.OF_WRITTEN),
    PURGE(DialogStatements.PURGE, ChangeLog.OF_WRITTEN),
    /** An update that also returns what was below the dialog, for who asked for the result. */
    SHOWN_UPDATE(DialogStatements.UPDATE, ChangeLog.OF_WRITTEN);

    private final Template template;
    private final String changeLog;

    Kind(Template template, String changeLog) {
      this.template = template;
      this.changeLog = changeLog;
    }

    public static Kind of(WriteUnit unit) {
      if (unit.isCreate()) {
        return INSERT;
      }
      return unit.isPurge() ? PURGE : UPDATE;
    }

    /**
     * @param shown whether the caller wants to see the dialog afterwards
     */
    public static Kind of(WriteUnit unit, boolean shown) {
      Kind kind = of(unit);
      return shown && kind == UPDATE ? SHOWN_UPDATE : kind;
    }

    private String answer() {
      return this == SHOWN_UPDATE ? CommittedDetails.SELECT : "\nSELECT id FROM written";
    }

    private void bind(Columns<WriteUnit> columns) {
      switch (this) {
        case INSERT -> DialogStatements.bindInsert(columns);
        case UPDATE, SHOWN_UPDATE -> DialogStatements.bindUpdate(columns);
        case PURGE -> DialogStatements.bindPurge(columns);
      }
    }
  }

  private static final ChildStatements[] PARTS = ChildStatements.values();

  private final Kind kind;
  private final Map<Shape, String> texts = new HashMap<>();

  /** What the text depends on: the source of the dialog rows, and that of every part there is. */
  private record Shape(RowSource dialogs, Map<ChildStatements, RowSource> parts) {}

  public WriteStatement(Kind kind) {
    this.kind = kind;
  }

  /** Text and parameters for a batch; returns the ids of the dialogs that were written. */
  public Bound bind(List<WriteUnit> units) {
    Shape shape = shape(units);
    Tuple parameters = Tuple.tuple();
    kind.bind(shape.dialogs.columns(units, parameters));
    shape.parts.forEach((part, source) -> part.bind(units, source, parameters));
    return new Bound(texts.computeIfAbsent(shape, this::text), parameters);
  }

  public record Bound(String text, Tuple parameters) {}

  private static Shape shape(List<WriteUnit> units) {
    boolean alone = units.size() == 1;
    Map<ChildStatements, RowSource> parts = new EnumMap<>(ChildStatements.class);
    for (WriteUnit unit : units) {
      if (unit.children() == WriteUnit.Children.NONE) {
        continue;
      }
      for (ChildStatements part : PARTS) {
        if (part.isNeededBy(unit)) {
          parts.put(part, alone ? part.sourceOf(unit) : RowSource.ARRAYS);
        }
      }
    }
    return new Shape(alone ? RowSource.VALUES : RowSource.ARRAYS, parts);
  }

  private String text(Shape shape) {
    StringBuilder text = new StringBuilder(kind.template.text(shape.dialogs, 1));
    int next = kind.template.width() + 1;
    for (Map.Entry<ChildStatements, RowSource> entry : shape.parts.entrySet()) {
      ChildStatements part = entry.getKey();
      text.append(part.text(entry.getValue(), next));
      next += part.width();
    }
    return text.append(kind.changeLog).append(kind.answer()).toString();
  }
}

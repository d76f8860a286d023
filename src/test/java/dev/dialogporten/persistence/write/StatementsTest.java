package dev.dialogporten.persistence.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.outcome.WriteUnit;
import dev.dialogporten.dialog.outcome.WriteUnit.Children;
import dev.dialogporten.persistence.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The write statements as sent are those of {@code statements.sql}, each under a comment that says
 * what it is for; with {@code PREPARE name AS} in front they can be pasted into psql. To renew the
 * file after an intended change, run this test with {@code -Dstatements.renew=true} and read the
 * difference.
 */
class StatementsTest {
  private static final Path FILE =
      Path.of("src/test/resources/dev/dialogporten/persistence/write/statements.sql");

  private final Dialog dialog = Units.dialog();
  private final StringBuilder sent = new StringBuilder();

  @Test
  void statements_areThoseOfTheFile() throws IOException {
    add("create", WriteStatement.Kind.INSERT, Units.create(dialog));
    add("create with rows below", WriteStatement.Kind.INSERT, Units.create(dialog, everything()));
    add("update", WriteStatement.Kind.UPDATE, update(Children.NONE));
    add("update with rows below", WriteStatement.Kind.UPDATE, update(everything()));
    add("update with the other rows below", WriteStatement.Kind.UPDATE, update(others()));
    add("update that is shown", WriteStatement.Kind.SHOWN_UPDATE, update(Children.NONE));
    add("purge", WriteStatement.Kind.PURGE, Units.purge(dialog));
    if (Boolean.getBoolean("statements.renew")) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, sent);
    }
    assertThat(sent.toString()).isEqualTo(Files.readString(FILE));
  }

  private void add(String title, WriteStatement.Kind kind, WriteUnit unit) {
    WriteStatement statement = new WriteStatement(kind);
    add(title + ", alone", statement, List.of(unit));
    add(title + ", in a batch", statement, Collections.nCopies(2, unit));
  }

  private void add(String title, WriteStatement statement, List<WriteUnit> units) {
    WriteStatement.Bound bound = statement.bind(units);
    int last = bound.parameters().size();
    assertThat(bound.text()).contains("$" + last + "::").doesNotContain("$" + (last + 1) + "::");
    sent.append("-- ").append(title).append('\n').append(bound.text()).append(";\n\n");
  }

  private WriteUnit update(Children children) {
    return Units.update(dialog, Units.progressed(dialog, 8), children);
  }

  private Children everything() {
    return Units.everything(dialog, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
  }

  /** Every kind of row that {@link #everything} does not have. */
  private Children others() {
    Children all = everything();
    return new Children(
        List.of(),
        all.transmissions(),
        List.of(),
        all.activities(),
        List.of(UUID.randomUUID()),
        List.of(),
        all.claimed(),
        List.of(),
        all.addedLabels(),
        List.of(),
        null);
  }
}

package dev.dialogporten.persistence.write;

import dev.dialogporten.dialog.Activity;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.command.DialogQuery.DialogDetails;
import dev.dialogporten.dialog.outcome.Represented;
import dev.dialogporten.dialog.outcome.WriteUnit;
import dev.dialogporten.persistence.read.DialogDetailsReader;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A dialog as one commit has left it. All parts of a statement see the database as it was before
 * it, and the dialog was then what the decision was made on: so what the statement finds below the
 * dialog, changed as the unit says, is what is below it now. No later read could tell that.
 */
final class CommittedDetails {
  /** Ends a statement with what was below the dialogs it wrote. */
  static final String SELECT =
      "\nSELECT d.id, "
          + DialogDetailsReader.BELOW_COLUMNS
          + "\nFROM written w JOIN dialog d ON d.id = w.id\n"
          + DialogDetailsReader.below(
              "d.from_service_owner_count + d.from_party_count BETWEEN 1 AND "
                  + Represented.MAX_TRANSMISSIONS,
              "d.activity_count BETWEEN 1 AND " + Represented.MAX_ACTIVITIES);

  private CommittedDetails() {}

  /** Null after a purge. */
  static DialogDetails of(WriteUnit unit, Row row) {
    if (unit.isPurge()) {
      return null;
    }
    DialogDetails before =
        unit.isCreate()
            ? new DialogDetails(unit.after(), List.of(), List.of(), List.of(), List.of())
            : DialogDetailsReader.below(unit.after(), row, 1);
    WriteUnit.Children children = unit.children();
    if (children == WriteUnit.Children.NONE) {
      return before;
    }
    return new DialogDetails(
        unit.after(),
        transmissions(before.transmissions(), children),
        merged(
            before.activities(),
            children.rewrittenActivities(),
            children.activities(),
            Activity::id,
            Activity::createdAt),
        before.seen(),
        labels(before.serviceOwnerLabels(), children));
  }

  private static List<Transmission> transmissions(
      List<Transmission> before, WriteUnit.Children children) {
    List<Transmission> merged =
        merged(
            before,
            children.rewrittenTransmissions(),
            children.transmissions(),
            Transmission::id,
            Transmission::createdAt);
    Set<UUID> opened = new HashSet<>(children.openedTransmissions());
    UnaryOperator<Transmission> open =
        transmission -> opened.contains(transmission.id()) ? opened(transmission) : transmission;
    return opened.isEmpty() ? merged : merged.stream().map(open).toList();
  }

  private static Transmission opened(Transmission one) {
    return new Transmission(
        one.id(),
        one.dialogId(),
        one.createdAt(),
        one.type(),
        one.idempotentKey(),
        one.relatedTransmissionId(),
        one.depth(),
        true,
        one.document());
  }

  /** In the order of the list of a GET. */
  private static <T> List<T> merged(
      List<T> before,
      List<T> rewritten,
      List<T> added,
      Function<T, UUID> id,
      Function<T, Instant> createdAt) {
    if (rewritten.isEmpty() && added.isEmpty()) {
      return before;
    }
    Map<UUID, T> anew = new HashMap<>();
    rewritten.forEach(one -> anew.put(id.apply(one), one));
    List<T> merged = new ArrayList<>(before.size() + added.size());
    before.forEach(one -> merged.add(anew.getOrDefault(id.apply(one), one)));
    merged.addAll(added);
    // as PostgreSQL compares UUIDs: byte by byte, so as text
    merged.sort(Comparator.comparing(createdAt).thenComparing(one -> id.apply(one).toString()));
    return merged;
  }

  private static List<String> labels(List<String> before, WriteUnit.Children children) {
    if (children.addedLabels().isEmpty() && children.removedLabels().isEmpty()) {
      return before;
    }
    Set<String> labels = new TreeSet<>(before);
    labels.addAll(children.addedLabels());
    children.removedLabels().forEach(labels::remove);
    return List.copyOf(labels);
  }
}

package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Deadline;
import dev.dialogporten.dialog.value.JsonText;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A parsed JSON Patch (RFC 6902) for the PUT shape of a dialog. Immutable; can be applied any
 * number of times.
 *
 * <p>Elements that have an id, and texts in several languages, can be named by it in place of their
 * index (see {@link ElementKey}).
 *
 * <p>Looser than the RFC where the reference is: names in any case, a missing leading slash, {@code
 * -} for the last element of a list. {@code remove} of a member leaves it without a value, {@code
 * replace} and {@code test} reach members that have none.
 */
public final class PatchDocument implements DialogEdit {
  /** The {@code errors} key of operations that cannot be applied. */
  private static final String KEY = "UpdateDialogDto";

  /** What all operations of a patch may cost; see {@link PatchCost}. */
  public static final int MAX_COST = PatchCost.LIMIT;

  private static final int MAX_OPERATIONS = 10_000;
  private static final int MAX_FAILURES = 100;
  private static final int OPERATION_WEIGHT = 32;

  private final List<PatchOperation> operations;
  private final Set<String> members;
  private final long weight;

  private PatchDocument(List<PatchOperation> operations) {
    this.operations = List.copyOf(operations);
    Set<String> names = new LinkedHashSet<>();
    long sum = 0;
    for (PatchOperation operation : operations) {
      sum += OPERATION_WEIGHT + (operation.value() == null ? 0 : JsonWeight.of(operation.value()));
      collectMembers(operation.path(), names);
      if (operation.from() != null) {
        collectMembers(operation.from(), names);
      }
    }
    this.members = Set.copyOf(names);
    this.weight = sum;
  }

  /**
   * Parses the body of a PATCH. Throws a {@code ProblemException} (MALFORMED_BODY) unless it is an
   * array of at most 10,000 operations with an {@code op} and valid pointers.
   */
  public static PatchDocument parse(JsonNode body) {
    if (!body.isArray()) {
      throw JsonText.malformed("A JSON Patch must be an array of operations.");
    }
    if (body.size() > MAX_OPERATIONS) {
      throw JsonText.malformed(
          "A JSON Patch must have " + MAX_OPERATIONS + " operations or fewer.");
    }
    List<PatchOperation> operations = new ArrayList<>(body.size());
    for (JsonNode node : body) {
      operations.add(PatchOperation.parse(node, operations.size()));
    }
    return new PatchDocument(operations);
  }

  /**
   * Canonical names of the top-level members that any operation reads or writes; all of them when
   * the root is addressed.
   */
  @Override
  public Set<String> members() {
    return members;
  }

  /** About how many characters it has; see {@link JsonWeight}. */
  @Override
  public long weight() {
    return weight;
  }

  /** As {@link #apply(ObjectNode, Deadline)}, however long it takes. */
  ObjectNode apply(ObjectNode target) {
    return apply(target, Deadline.NONE);
  }

  /**
   * Applies the operations in order to a copy of the target, which holds at least {@link
   * #members()} in bound form; a member it does not have has no value (empty {@code content}: the
   * same). Throws a {@code ProblemException}: PATCH_NOT_APPLICABLE (key {@code UpdateDialogDto},
   * one text per failed operation), PATCH_TOO_COSTLY, or what the deadline throws. The result is a
   * bound tree like those of {@link DialogBodies}, with the members that are in the target or in
   * {@link #members()} only.
   */
  @Override
  public ObjectNode apply(ObjectNode target, Deadline deadline) {
    PatchTarget document = new PatchTarget(Shapes.REPLACE, target);
    List<String> failures = new ArrayList<>(0);
    Set<ProblemType> reasons = EnumSet.noneOf(ProblemType.class);
    for (PatchOperation operation : operations) {
      deadline.tick();
      try {
        apply(operation, document);
      } catch (PatchFailure failure) {
        failures.add(text(operation, failure.getMessage()));
        reasons.add(failure.type());
        if (failures.size() == MAX_FAILURES || !operation.isKnown()) {
          break;
        }
      }
    }
    if (!failures.isEmpty()) {
      throw notApplicable(failures, reasons);
    }
    return document.result();
  }

  private static void apply(PatchOperation operation, PatchTarget target) {
    switch (operation.op()) {
      case "add" -> {
        Place place = target.addable(operation.path());
        target.add(place, place.bind(operation.neededValue()));
      }
      case "replace" -> {
        Place place = target.existing(operation.path());
        target.replace(place, place.bind(operation.neededValue()));
      }
      case "remove" -> target.remove(target.existing(operation.path()));
      case "test" -> target.test(target.existing(operation.path()), operation.neededValue());
      case "copy" -> {
        Place from = target.existing(operation.neededFrom());
        target.copy(from, target.addable(operation.path()));
      }
      case "move" -> {
        Place from = target.existing(operation.neededFrom());
        target.move(from, target.addable(operation.path()), operation.path());
      }
      default -> throw new PatchFailure("the operation is not known");
    }
  }

  private static void collectMembers(Pointer pointer, Set<String> names) {
    if (pointer.isRoot()) {
      Shapes.REPLACE.members().forEach(member -> names.add(member.name()));
      return;
    }
    Member member = Shapes.REPLACE.find(pointer.tokens().get(0));
    if (member != null) {
      names.add(member.name());
    }
  }

  private static String text(PatchOperation operation, String reason) {
    return "Operation "
        + operation.index()
        + " ("
        + Pointer.shown(operation.op())
        + " '"
        + operation.shownPath()
        + "') could not be applied: "
        + reason
        + '.';
  }

  private static ProblemException notApplicable(List<String> failures, Set<ProblemType> reasons) {
    ProblemType type =
        reasons.size() == 1 ? reasons.iterator().next() : ProblemType.PATCH_NOT_APPLICABLE;
    return Problem.of(type, Map.of(KEY, failures)).toException();
  }
}

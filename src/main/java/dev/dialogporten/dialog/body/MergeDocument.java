package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Deadline;
import dev.dialogporten.dialog.value.BindFault;
import dev.dialogporten.dialog.value.JsonText;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A JSON Merge Patch (RFC 7396) for the PUT shape of a dialog: null removes, objects merge,
 * everything else replaces. Immutable; can be applied any number of times.
 *
 * <p>Nothing is left out in silence: a member that no dialog has is refused when the patch is read,
 * one that cannot be changed is kept in {@link #immutable()} for comparison with what is stored.
 */
public final class MergeDocument implements DialogEdit {
  private final ObjectNode patch;
  private final ObjectNode immutable;
  private final Set<String> members;
  private final long weight;

  private MergeDocument(MergeNames names, long weight) {
    this.patch = names.patch();
    this.immutable = names.immutable();
    this.weight = weight;
    Set<String> changed = new LinkedHashSet<>();
    patch.fieldNames().forEachRemaining(changed::add);
    this.members = Set.copyOf(changed);
  }

  /**
   * Parses the body of a PATCH. Throws a {@code ProblemException}: MALFORMED_BODY unless it is an
   * object without null inside its lists, UNKNOWN_MEMBER for members that no dialog has.
   */
  public static MergeDocument parse(JsonNode body) {
    if (!(body instanceof ObjectNode object)) {
      throw JsonText.malformed(
          "A JSON Merge Patch must be an object; any other value would replace the dialog.");
    }
    return new MergeDocument(new MergeNames().read(object), JsonWeight.of(body));
  }

  @Override
  public Set<String> members() {
    return members;
  }

  /** Members that are set once or by the service, as sent, under their canonical names. */
  public ObjectNode immutable() {
    return immutable.deepCopy();
  }

  @Override
  public long weight() {
    return weight;
  }

  /** Throws a {@code ProblemException}: MALFORMED_BODY when a value is of the wrong type. */
  @Override
  public ObjectNode apply(ObjectNode target, Deadline deadline) {
    deadline.tick();
    ObjectNode merged = target.deepCopy();
    for (Map.Entry<String, JsonNode> member : patch.properties()) {
      deadline.tick();
      merged.remove(member.getKey());
      JsonNode value = merged(target, member);
      if (value != null) {
        merged.set(member.getKey(), value);
      }
    }
    try {
      return bound(merged);
    } catch (BindFault fault) {
      throw fault.toProblem();
    }
  }

  private static JsonNode merged(ObjectNode target, Map.Entry<String, JsonNode> member) {
    JsonNode value = member.getValue();
    JsonNode before = target.get(member.getKey());
    if (value.isNull()) {
      return null;
    }
    JsonNode merged = MergePatch.apply(before, value);
    // nothing merged into no content leaves none: an empty one is not the stored form
    return before == null && merged.isObject() && merged.isEmpty() ? null : merged;
  }

  /** Members that neither the target nor the patch has are not touched: they stay out. */
  private ObjectNode bound(ObjectNode merged) {
    ObjectNode bound = Shapes.REPLACE.bind(merged, Type.Reading.LENIENT);
    for (Member member : Shapes.REPLACE.members()) {
      if (!merged.has(member.name()) && !members.contains(member.name())) {
        bound.remove(member.name());
      }
    }
    return bound;
  }
}

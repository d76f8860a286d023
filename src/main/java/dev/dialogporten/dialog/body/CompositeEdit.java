package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Deadline;
import dev.dialogporten.dialog.value.BindFault;
import dev.dialogporten.dialog.value.JsonText;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A patch in either format together with transmissions and activities to append: one change. What
 * is appended has ids from the start, so that the answer can name them.
 */
public final class CompositeEdit implements DialogEdit {
  /** Most transmissions of one call. */
  public static final int MAX_TRANSMISSIONS = 100;

  /** Most activities of one call. */
  public static final int MAX_ACTIVITIES = 1000;

  private static final String PATCH = "patch";
  private static final String MERGE = "merge";
  private static final String TRANSMISSIONS = "transmissions";
  private static final String ACTIVITIES = "activities";
  private static final Set<String> MEMBERS = Set.of(PATCH, MERGE, TRANSMISSIONS, ACTIVITIES);

  private final DialogEdit edit;
  private final ArrayNode transmissions;
  private final ArrayNode activities;

  private CompositeEdit(DialogEdit edit, ArrayNode transmissions, ArrayNode activities) {
    this.edit = edit;
    this.transmissions = transmissions;
    this.activities = activities;
  }

  /**
   * Parses the body of the call. Throws a {@code ProblemException}: MALFORMED_BODY unless it is an
   * object whose parts are what they should be, UNKNOWN_MEMBER for parts that do not exist,
   * VALIDATION for more than may be appended at once.
   */
  public static CompositeEdit parse(JsonNode body, Supplier<UUID> newId) {
    if (!body.isObject()) {
      throw JsonText.malformed("The body must be an object.");
    }
    checkMembers(body);
    DialogEdit edit = null;
    if (body.has(PATCH)) {
      edit = PatchDocument.parse(body.get(PATCH));
    } else if (body.has(MERGE)) {
      edit = MergeDocument.parse(body.get(MERGE));
    }
    ArrayNode transmissions = list(body, TRANSMISSIONS, Shapes.TRANSMISSION, newId);
    ArrayNode activities = list(body, ACTIVITIES, Shapes.ACTIVITY, newId);
    return new CompositeEdit(edit, transmissions, activities);
  }

  private static void checkMembers(JsonNode body) {
    for (Map.Entry<String, JsonNode> member : body.properties()) {
      if (!MEMBERS.contains(member.getKey())) {
        String text = "The call has no such part; it has patch, merge, transmissions, activities.";
        throw Problem.of(ProblemType.UNKNOWN_MEMBER, member.getKey(), text).toException();
      }
    }
    Faults faults = new Faults();
    if (body.has(PATCH) && body.has(MERGE)) {
      faults.add(MERGE, "'merge' must not be given together with 'patch'.");
    }
    checkSize(body, TRANSMISSIONS, MAX_TRANSMISSIONS, faults);
    checkSize(body, ACTIVITIES, MAX_ACTIVITIES, faults);
    faults.throwIfAny(ProblemType.VALIDATION);
  }

  private static void checkSize(JsonNode body, String part, int limit, Faults faults) {
    int size = body.path(part).size();
    if (size > limit) {
      faults.add(part, "The list must have " + limit + " elements or fewer, but has " + size + '.');
    }
  }

  private static ArrayNode list(JsonNode body, String part, Shape shape, Supplier<UUID> newId) {
    if (!body.has(part)) {
      return JsonNodeFactory.instance.arrayNode(0);
    }
    ArrayNode bound;
    try {
      bound = (ArrayNode) new ListType(shape).bind(body.get(part), Type.Reading.STRICT);
    } catch (BindFault fault) {
      throw fault.in(part).toProblem();
    }
    for (JsonNode element : bound) {
      if (element instanceof ObjectNode object && !object.has("id")) {
        object.put("id", newId.get().toString());
      }
    }
    return bound;
  }

  /** Whether it asks for nothing at all. */
  public boolean isEmpty() {
    return edit == null && !appends();
  }

  /** Whether it appends anything beside what its patch does. */
  public boolean appends() {
    return !transmissions.isEmpty() || !activities.isEmpty();
  }

  /** The patch; null when it has none. */
  public DialogEdit edit() {
    return edit;
  }

  /** Ids of the transmissions to append, in order. */
  public List<String> transmissionIds() {
    return ids(transmissions);
  }

  /** Ids of the activities to append, in order. */
  public List<String> activityIds() {
    return ids(activities);
  }

  private static List<String> ids(ArrayNode list) {
    List<String> ids = new ArrayList<>(list.size());
    list.forEach(element -> ids.add(element.path("id").asText()));
    return ids;
  }

  @Override
  public Set<String> members() {
    Set<String> members = new LinkedHashSet<>(edit == null ? Set.of() : edit.members());
    members.add(TRANSMISSIONS);
    members.add(ACTIVITIES);
    return members;
  }

  @Override
  public long weight() {
    long weight = JsonWeight.of(transmissions) + JsonWeight.of(activities);
    return edit == null ? weight : weight + edit.weight();
  }

  @Override
  public ObjectNode apply(ObjectNode target, Deadline deadline) {
    ObjectNode body = edit == null ? target.deepCopy() : edit.apply(target, deadline);
    body.withArray(TRANSMISSIONS).addAll(transmissions.deepCopy());
    body.withArray(ACTIVITIES).addAll(activities.deepCopy());
    return body;
  }
}

package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.value.BindFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An object: its members in the order of responses. Names are matched in any case, members it does
 * not know are ignored.
 */
final class Shape implements Type {
  /** No member has a longer name, so longer ones need not be folded to be found unknown. */
  private static final int MAX_NAME = 64;

  private final List<Member> members;
  private final Map<String, Integer> positions = new HashMap<>();

  private Shape(List<Member> members) {
    this.members = List.copyOf(members);
    for (int i = 0; i < members.size(); i++) {
      String name = members.get(i).name();
      positions.put(name, i);
      positions.put(name.toLowerCase(Locale.ROOT), i);
    }
  }

  static Shape of(Member... members) {
    return new Shape(List.of(members));
  }

  /** The same with more members at the end. */
  Shape with(Member... more) {
    List<Member> all = new ArrayList<>(members);
    all.addAll(List.of(more));
    return new Shape(all);
  }

  List<Member> members() {
    return members;
  }

  /** The member with this name in any case, or null. */
  Member find(String name) {
    int position = position(name);
    return position < 0 ? null : members.get(position);
  }

  String memberNames() {
    return members.stream().map(Member::name).collect(Collectors.joining(", "));
  }

  /**
   * Binds in the order of the document, so that the fault reported is the first one, and puts the
   * result into the order of the shape. Of a repeated member the last one counts.
   */
  @Override
  public ObjectNode bind(JsonNode raw, Reading reading) {
    if (!raw.isObject()) {
      throw new BindFault("The value could not be read; expected an object.");
    }
    JsonNode[] bound = new JsonNode[members.size()];
    boolean[] given = new boolean[bound.length];
    for (Map.Entry<String, JsonNode> entry : raw.properties()) {
      int position = position(entry.getKey());
      if (position >= 0) {
        bound[position] = bindMember(members.get(position), entry.getValue(), reading);
        given[position] = true;
      }
    }
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < bound.length; i++) {
      Member member = members.get(i);
      if (!given[i] && member.isNeeded(reading)) {
        throw new BindFault("The member '" + member.name() + "' is missing.");
      }
      put(result, member, given[i] ? bound[i] : member.whenAbsent());
    }
    return result;
  }

  @Override
  public ObjectNode arranged(JsonNode bound) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    for (Member member : members) {
      put(result, member, member.arranged(bound.get(member.name())));
    }
    return result;
  }

  private static JsonNode bindMember(Member member, JsonNode value, Reading reading) {
    try {
      return member.bind(value, reading);
    } catch (BindFault fault) {
      throw fault.in(member.name());
    }
  }

  private static void put(ObjectNode object, Member member, JsonNode value) {
    if (value != null) {
      object.set(member.name(), value);
    }
  }

  private int position(String name) {
    Integer position = positions.get(name);
    if (position == null && name.length() <= MAX_NAME) {
      position = positions.get(name.toLowerCase(Locale.ROOT));
    }
    return position == null ? -1 : position;
  }
}

package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.value.Languages;
import dev.dialogporten.dialog.value.Uuids;
import dev.dialogporten.problem.ProblemType;

/**
 * The name of an element of a list in a pointer that does not count: its id, or the language of a
 * text. No digits and not {@code -}, so it has no other meaning there (RFC 6901 section 4).
 *
 * @param member that holds it
 * @param value in bound form
 * @param isNew whether no element has it yet
 */
record ElementKey(String member, String value, boolean isNew) {
  private static final String ID = "id";
  private static final String LANGUAGE = "languageCode";

  /** The member by which elements of a list are named, or null. */
  private static String memberOf(ListType list) {
    if (!(list.element() instanceof Shape shape) || Shapes.isAppended(shape)) {
      return null;
    }
    return shape.find(ID) != null ? ID : shape.find(LANGUAGE) != null ? LANGUAGE : null;
  }

  /** The key that a token is in such a list; null when it is none. */
  static ElementKey read(ListType list, String token) {
    String member = memberOf(list);
    if (ID.equals(member)) {
      return Uuids.parse(token).map(id -> new ElementKey(ID, id.toString(), false)).orElse(null);
    } else if (LANGUAGE.equals(member)) {
      String code = Languages.normalized(token);
      return Languages.isKnown(code) ? new ElementKey(LANGUAGE, code, false) : null;
    }
    return null;
  }

  /** The index of the element, or -1. Throws a {@link PatchFailure} when several have the key. */
  int indexIn(JsonNode list) {
    int found = -1;
    for (int i = 0; i < list.size(); i++) {
      if (value.equals(list.get(i).path(member).textValue())) {
        if (found >= 0) {
          throw new PatchFailure("several elements have the " + shown());
        }
        found = i;
      }
    }
    return found;
  }

  ElementKey unused() {
    return new ElementKey(member, value, true);
  }

  boolean isId() {
    return member.equals(ID);
  }

  PatchFailure noSuchElement(String list) {
    return new PatchFailure(
        ProblemType.NO_SUCH_ELEMENT, "no element of '" + list + "' has the " + shown());
  }

  /** Gives a bound element this key. One that has another is a contradiction. */
  void giveTo(ObjectNode bound) {
    JsonNode given = bound.path(member);
    if (given.isTextual() && !given.textValue().equals(value)) {
      throw new PatchFailure("the value has another " + member + " than the path");
    }
    bound.put(member, value);
  }

  /** A copy of an element that has no key yet, and shares no id with the original. */
  JsonNode withoutKeys(JsonNode element) {
    if (!(element instanceof ObjectNode original)) {
      return element;
    }
    ObjectNode copy = original.deepCopy().without(member);
    if (isId()) {
      for (JsonNode list : copy) {
        for (JsonNode nested : list) {
          if (nested instanceof ObjectNode object) {
            object.remove(ID);
          }
        }
      }
    }
    return copy;
  }

  private String shown() {
    return (isId() ? "id '" : "language '") + value + "'";
  }
}

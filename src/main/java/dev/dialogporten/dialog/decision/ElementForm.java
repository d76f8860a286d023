package dev.dialogporten.dialog.decision;

import static dev.dialogporten.dialog.decision.Canonical.NODES;
import static dev.dialogporten.dialog.decision.Canonical.copy;
import static dev.dialogporten.dialog.decision.Canonical.copyOr;
import static dev.dialogporten.dialog.decision.Canonical.copyTexts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.outcome.ElementId.Kind;

/** The elements that carry ids of their own: how each is stored and what it holds. */
enum ElementForm {
  ATTACHMENT(Kind.Attachment, "urls", Kind.AttachmentUrl) {
    @Override
    void copyMembers(ObjectNode from, ObjectNode to) {
      copy(from, to, "name");
      copyTexts(from, to, "displayName");
      copy(from, to, "expiresAt");
    }

    @Override
    void copyNestedMembers(ObjectNode from, ObjectNode to) {
      copy(from, to, "url", "mediaType", "consumerType");
    }
  },

  GUI_ACTION(Kind.DialogGuiAction, null, null) {
    @Override
    void copyMembers(ObjectNode from, ObjectNode to) {
      copy(from, to, "action", "url", "authorizationAttribute");
      copyOr(from, to, "isDeleteDialogAction", NODES.booleanNode(false));
      copyOr(from, to, "httpMethod", NODES.textNode("GET"));
      copy(from, to, "priority");
      copyTexts(from, to, "title");
      copyTexts(from, to, "prompt");
    }
  },

  API_ACTION(Kind.DialogApiAction, "endpoints", Kind.DialogApiActionEndpoint) {
    @Override
    void copyMembers(ObjectNode from, ObjectNode to) {
      copy(from, to, "action", "authorizationAttribute", "name");
    }

    @Override
    void copyNestedMembers(ObjectNode from, ObjectNode to) {
      copy(from, to, "version", "url", "httpMethod");
      copy(from, to, "documentationUrl", "requestSchema", "responseSchema");
      copyOr(from, to, "deprecated", NODES.booleanNode(false));
      copy(from, to, "sunsetAt");
    }
  };

  private final Kind kind;
  private final String nestedMember;
  private final Kind nestedKind;

  ElementForm(Kind kind, String nestedMember, Kind nestedKind) {
    this.kind = kind;
    this.nestedMember = nestedMember;
    this.nestedKind = nestedKind;
  }

  abstract void copyMembers(ObjectNode from, ObjectNode to);

  void copyNestedMembers(ObjectNode from, ObjectNode to) {}

  Kind kind() {
    return kind;
  }

  /** The member that holds elements with ids of their own; null when there is none. */
  String nestedMember() {
    return nestedMember;
  }

  Kind nestedKind() {
    return nestedKind;
  }

  /** The stored form of an element. */
  ObjectNode element(String id, ObjectNode from, ArrayNode nested) {
    ObjectNode element = Canonical.object().put("id", id);
    copyMembers(from, element);
    if (nestedMember != null) {
      element.set(nestedMember, nested);
    }
    return element;
  }

  /** The stored form of an element inside an element. */
  ObjectNode nestedElement(String id, ObjectNode from) {
    ObjectNode element = Canonical.object().put("id", id);
    copyNestedMembers(from, element);
    return element;
  }
}

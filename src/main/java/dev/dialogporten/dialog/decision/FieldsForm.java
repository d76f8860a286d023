package dev.dialogporten.dialog.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Dialog.Fields;
import dev.dialogporten.dialog.DialogStatus;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.value.Instants;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** The scalar members of a dialog, from and to JSON. */
final class FieldsForm {
  private FieldsForm() {}

  /** Reads a bound body; a missing status is what it is on create. */
  static Fields read(ObjectNode body) {
    String status = Bound.text(body, "status");
    return new Fields(
        status == null
            ? DialogStatus.NotApplicable
            : DialogStatus.ofInput(status).orElse(DialogStatus.NotApplicable),
        Bound.integer(body, "progress"),
        Bound.text(body, "extendedStatus"),
        Bound.text(body, "externalReference"),
        Bound.instant(body, "dueAt"),
        Bound.instant(body, "expiresAt"),
        Bound.text(body, "process"),
        Bound.text(body, "precedingProcess"),
        body.path("isApiOnly").asBoolean(false));
  }

  /** Writes them as an update body holds them; absent ones are left out. */
  static void write(Fields fields, ObjectNode target) {
    target.put("status", fields.status().name());
    set(target, "progress", number(fields.progress()));
    set(target, "extendedStatus", text(fields.extendedStatus()));
    set(target, "externalReference", text(fields.externalReference()));
    set(target, "dueAt", instant(fields.dueAt()));
    set(target, "expiresAt", instant(fields.expiresAt()));
    set(target, "process", text(fields.process()));
    set(target, "precedingProcess", text(fields.precedingProcess()));
    target.put("isApiOnly", fields.isApiOnly());
  }

  /** The members in which two sets of fields differ. */
  static Set<ChangedMember> differences(Fields a, Fields b) {
    Set<ChangedMember> changed = EnumSet.noneOf(ChangedMember.class);
    compare(changed, ChangedMember.status, a.status(), b.status());
    compare(changed, ChangedMember.progress, a.progress(), b.progress());
    compare(changed, ChangedMember.extendedStatus, a.extendedStatus(), b.extendedStatus());
    compare(changed, ChangedMember.externalReference, a.externalReference(), b.externalReference());
    compare(changed, ChangedMember.dueAt, a.dueAt(), b.dueAt());
    compare(changed, ChangedMember.expiresAt, a.expiresAt(), b.expiresAt());
    compare(changed, ChangedMember.process, a.process(), b.process());
    compare(changed, ChangedMember.precedingProcess, a.precedingProcess(), b.precedingProcess());
    compare(changed, ChangedMember.isApiOnly, a.isApiOnly(), b.isApiOnly());
    return changed;
  }

  private static void compare(
      Set<ChangedMember> changed, ChangedMember member, Object a, Object b) {
    if (!Objects.equals(a, b)) {
      changed.add(member);
    }
  }

  private static void set(ObjectNode target, String member, JsonNode value) {
    if (value != null) {
      target.set(member, value);
    }
  }

  private static JsonNode number(Integer value) {
    return value == null ? null : Canonical.NODES.numberNode(value.intValue());
  }

  private static JsonNode text(String value) {
    return value == null ? null : Canonical.NODES.textNode(value);
  }

  private static JsonNode instant(Instant value) {
    return value == null ? null : text(Instants.format(value));
  }
}

package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Section;
import dev.dialogporten.problem.Faults;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Validation of bound trees: every 400 of spec 01 and 02 that is found after binding. JSON Schema
 * checks members, Java checks what a schema cannot say. Each method returns all faults, with the
 * keys of spec 02 section 2.2.
 */
public final class BodyRules {
  private BodyRules() {}

  /** Who asks, when, and whether the request is silent. */
  public record RuleContext(Caller caller, Instant now, boolean silent) {}

  /** POST dialogs. Keys start with {@code dto.}. */
  public static Faults create(ObjectNode body, RuleContext context) {
    throw new UnsupportedOperationException("rules");
  }

  /**
   * PUT and PATCH. Keys start with {@code dto.}.
   *
   * @param sections those that are part of {@code body} and must be validated; the others are as
   *     stored and known to be valid but for what the caller's scopes forbid, which {@code
   *     stored.facts()} tells
   */
  public static Faults update(
      ObjectNode body, Set<Section> sections, Dialog stored, RuleContext context) {
    throw new UnsupportedOperationException("rules");
  }

  /** POST transmissions. Keys start with {@code transmissions[0].}. */
  public static Faults transmission(ObjectNode body, RuleContext context) {
    throw new UnsupportedOperationException("rules");
  }

  /** PUT transmissions/{id}. Keys start with {@code dto.}. */
  public static Faults transmissionUpdate(
      ObjectNode body,
      UUID dialogId,
      UUID transmissionId,
      boolean silentAsked,
      RuleContext context) {
    throw new UnsupportedOperationException("rules");
  }

  /** POST activities. Keys start with {@code activity.}. */
  public static Faults activity(ObjectNode body, RuleContext context) {
    throw new UnsupportedOperationException("rules");
  }

  /** A bound actor object; keys start with the given path. */
  public static Faults actor(ObjectNode actor, String path) {
    throw new UnsupportedOperationException("rules");
  }
}

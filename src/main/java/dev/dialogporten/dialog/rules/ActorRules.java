package dev.dialogporten.dialog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.problem.Faults;

/** Senders, performers: what identifies them depends on their type. */
final class ActorRules {
  private static final SectionSchema ACTOR = SectionSchema.of("actor.json");

  private ActorRules() {}

  /**
   * @param actor null when absent, which its parent reports
   */
  static void check(JsonNode actor, String path, Faults faults) {
    if (actor == null) {
      return;
    }
    ACTOR.check(actor, path, faults);
    boolean id = actor.has("actorId");
    boolean name = actor.has("actorName");
    switch (actor.path("actorType").asText()) {
      case "ServiceOwner" -> {
        if (id || name) {
          faults.add(
              path, "'actorId' and 'actorName' must be absent when 'actorType' is ServiceOwner.");
        }
      }
      case "PartyRepresentative" -> {
        if (id == name) {
          faults.add(
              path,
              "Either 'actorId' or 'actorName' must be given when 'actorType' is"
                  + " PartyRepresentative, and not both; they must not be empty.");
        }
      }
      default -> {} // the schema has refused it
    }
  }
}

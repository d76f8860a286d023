package dev.dialogporten.dialog.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.ActorNames;
import dev.dialogporten.problem.Faults;
import java.util.Locale;

/** Actors in their stored form. */
final class Actors {
  static final String SERVICE_OWNER = "ServiceOwner";
  static final String PARTY_REPRESENTATIVE = "PartyRepresentative";

  private final ActorNames names;
  private final Faults faults;

  /**
   * @param faults collects the ids nobody knows, key {@code ActorId}
   */
  Actors(ActorNames names, Faults faults) {
    this.names = names;
    this.faults = faults;
  }

  /** The stored form of a bound actor: with the name that belongs to its id. */
  ObjectNode stored(JsonNode bound) {
    ObjectNode actor = Canonical.object();
    actor.set("actorType", bound.path("actorType"));
    if (bound.hasNonNull("actorId")) {
      addIdentity(actor, bound.path("actorId").asText().toLowerCase(Locale.ROOT));
    } else if (bound.hasNonNull("actorName")) {
      actor.set("actorName", bound.path("actorName"));
    }
    return actor;
  }

  /** A person or organisation acting for the party. */
  ObjectNode representative(String actorId) {
    ObjectNode actor = Canonical.object().put("actorType", PARTY_REPRESENTATIVE);
    addIdentity(actor, actorId);
    return actor;
  }

  private void addIdentity(ObjectNode actor, String actorId) {
    ActorNames.Answer answer = names.nameOf(actorId);
    if (answer instanceof ActorNames.Answer.Known known) {
      actor.put("actorName", known.name());
    } else if (answer instanceof ActorNames.Answer.Unknown) {
      faults.add("ActorId", "No name was found for the actor '" + actorId + "'.");
    }
    actor.put("actorId", actorId);
  }
}

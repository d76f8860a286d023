package dev.dialogporten.registry;

import dev.dialogporten.dialog.ActorNames;
import dev.dialogporten.dialog.value.Parties;
import dev.dialogporten.refresh.JsonEntries;
import dev.dialogporten.refresh.JsonEntry;
import dev.dialogporten.refresh.Polled;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Actor names from a JSON object that maps URN to name. */
final class FileActorNames implements ActorNames {
  private final Polled<Map<String, String>> names;
  private final Answer fallback;

  /**
   * @param fallback what is said of ids that are not listed
   */
  FileActorNames(Polled<Map<String, String>> names, Answer fallback) {
    this.names = names;
    this.fallback = fallback;
  }

  @Override
  public Answer nameOf(String actorId) {
    String name = names.latest().get(actorId);
    return name == null ? fallback : new Answer.Known(name);
  }

  /**
   * @throws IllegalArgumentException naming file, line and member of each fault
   */
  static Map<String, String> parse(String file, String text) {
    JsonEntries entries = new JsonEntries(file);
    JsonEntry entry = entries.readObject(text);
    Map<String, String> names = new HashMap<>();
    for (String urn : entry.names()) {
      Optional<String> id = Parties.normalized(urn);
      if (id.isEmpty()) {
        entry.fault(urn, "does not begin with a valid person or organisation URN");
      } else {
        names.put(id.get(), entry.text(urn));
      }
    }
    entries.throwIfFaulty();
    return Map.copyOf(names);
  }
}

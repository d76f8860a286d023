package dev.dialogporten.http.dialogs;

import dev.dialogporten.dialog.Activity;
import dev.dialogporten.dialog.SeenEntry;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.TransmissionType;
import dev.dialogporten.http.exchange.JsonBuilder;
import java.util.List;

/**
 * What lies below a dialog, as JSON. Cutting and inserting is done in the stored text: a quotation
 * mark within a string is escaped, so {@code ,"name":} can only be a member, and the first
 * occurrence is the outermost as long as only scalars precede it, which the canonical member order
 * guarantees.
 */
public final class ChildJson {
  private static final int ENTRY = 320;

  private ChildJson() {}

  static String transmissions(List<Transmission> transmissions) {
    int size = transmissions.stream().mapToInt(t -> t.document().length() + 1).sum();
    JsonBuilder json = new JsonBuilder(size + 2).openArray();
    transmissions.forEach(transmission -> json.json(transmission.document()));
    return json.closeArray().toString();
  }

  /** A transmission within a dialog: {@code isOpened} follows its type. */
  static void transmissionWithOpened(
      JsonBuilder json, String document, TransmissionType type, boolean opened) {
    String member = ",\"type\":\"" + type.name() + "\"";
    int at = document.indexOf(member) + member.length();
    json.json(document, at).member("isOpened", opened).rest(document, at);
  }

  /** Activities as the list shows them: without performer and description. */
  static String activities(List<Activity> activities) {
    JsonBuilder json = new JsonBuilder(activities.size() * ENTRY + 2).openArray();
    for (Activity activity : activities) {
      String document = activity.document();
      json.json(document, document.indexOf(",\"performedBy\":")).closeObject();
    }
    return json.closeArray().toString();
  }

  static String seenLog(List<SeenEntry> entries) {
    JsonBuilder json = new JsonBuilder(entries.size() * ENTRY + 2).openArray();
    entries.forEach(
        entry -> seen(json.openObject(), entry, entry.isViaServiceOwner()).closeObject());
    return json.closeArray().toString();
  }

  static String seenEntry(SeenEntry entry) {
    JsonBuilder json = new JsonBuilder(ENTRY).openObject();
    return seen(json, entry, entry.isViaServiceOwner()).closeObject().toString();
  }

  /** The members of a seen log entry, into an open object. */
  public static JsonBuilder seen(JsonBuilder json, SeenEntry entry, boolean viaServiceOwner) {
    return json.member("id", entry.id())
        .member("seenAt", entry.seenAt())
        .openObject("seenBy")
        .text("actorType", "PartyRepresentative")
        .text("actorName", entry.actorName())
        .text("actorId", entry.actorId())
        .closeObject()
        .member("isViaServiceOwner", viaServiceOwner);
  }

  public static String labels(List<String> values) {
    return labels(new JsonBuilder(values.size() * 32 + 2).openArray(), values)
        .closeArray()
        .toString();
  }

  /** Service owner labels, into an open array. */
  public static JsonBuilder labels(JsonBuilder json, List<String> values) {
    values.forEach(value -> json.openObject().text("value", value).closeObject());
    return json;
  }
}

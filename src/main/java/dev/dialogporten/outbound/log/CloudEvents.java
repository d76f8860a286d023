package dev.dialogporten.outbound.log;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.dialogporten.dialog.change.Appended;
import dev.dialogporten.dialog.change.Appended.AppendedActivity;
import dev.dialogporten.dialog.change.Appended.AppendedTransmission;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.change.DialogChange;
import dev.dialogporten.event.CloudEvent;
import dev.dialogporten.event.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Says which events a change is worth. Pure: the same row gives the same events, ids included, on
 * every node and at every repetition.
 */
public final class CloudEvents {
  private static final String DIALOG_TYPE = "dialogporten.dialog.";
  private static final String VERSION = ".v1";

  private static final String DIALOGS = "/api/v1/enduser/dialogs/";

  private final Supplier<String> baseUri;

  /**
   * @param baseUri address of the service as end users see it, without a slash at its end; asked
   *     for each event, because a service on any free port has its address only when it listens
   */
  public CloudEvents(Supplier<String> baseUri) {
    this.baseUri = baseUri;
  }

  /** For an address that is known, with or without a slash at its end. */
  public CloudEvents(String baseUri) {
    String base = baseUri.replaceAll("/+$", "");
    this.baseUri = () -> base;
  }

  /** Events about the dialog first, then one per appended transmission, then per activity. */
  public List<CloudEvent> of(Position position, DialogChange change) {
    if (change.silent()) {
      return List.of();
    }
    List<CloudEvent> events = new ArrayList<>(1 + change.appended().size());
    String name = nameOf(change.kind());
    if (name != null) {
      events.add(dialogEvent(id(position, change, events.size()), name, change));
    }
    if (change.kind() == ChangeKind.SEEN && change.seenLogId() != null) {
      events.add(dialogEvent(change.seenLogId(), "seen", change));
    }
    for (Appended appended : change.appended()) {
      if (appended instanceof AppendedTransmission transmission) {
        events.add(transmissionEvent(id(position, change, events.size()), transmission, change));
      }
    }
    for (Appended appended : change.appended()) {
      if (appended instanceof AppendedActivity activity) {
        events.add(activityEvent(id(position, change, events.size()), activity, change));
      }
    }
    return events;
  }

  /** Null when the change says nothing about the dialog itself. */
  private static String nameOf(ChangeKind kind) {
    return switch (kind) {
      case CREATED -> "created";
      case UPDATED, SEEN -> "updated";
      case DELETED, PURGED -> "deleted";
      case RESTORED -> "restored";
      case PURGED_AFTER_DELETE, CONTEXT -> null;
    };
  }

  private CloudEvent dialogEvent(UUID id, String name, DialogChange change) {
    return event(id, name, "", Map.of(), change);
  }

  private CloudEvent transmissionEvent(
      UUID id, AppendedTransmission transmission, DialogChange change) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("senderType", transmission.senderType());
    return event(id, "transmission.created", "/transmissions/" + transmission.id(), data, change);
  }

  private CloudEvent activityEvent(UUID id, AppendedActivity activity, DialogChange change) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("activityId", activity.id().toString());
    if (activity.extendedType() != null) {
      data.put("extendedActivityType", DisplayUri.of(activity.extendedType()));
    }
    String name = "activity." + activity.type().eventName();
    return event(id, name, "/activities/" + activity.id(), data, change);
  }

  private CloudEvent event(
      UUID id, String name, String path, Map<String, String> special, DialogChange change) {
    Map<String, String> data = new LinkedHashMap<>(special);
    if (change.process() != null) {
      data.put("process", change.process());
    }
    if (change.precedingProcess() != null) {
      data.put("precedingProcess", change.precedingProcess());
    }
    return new CloudEvent(
        id,
        DIALOG_TYPE + name + VERSION,
        change.at(),
        change.serviceResource(),
        change.dialogId(),
        change.party(),
        baseUri.get() + DIALOGS + change.dialogId() + path,
        data);
  }

  /**
   * Name-based (RFC 9562 section 5.5) in the dialog's own name space: a database that was set up
   * anew counts its transactions from the start, and must not repeat the ids of other dialogs.
   */
  private static UUID id(Position position, DialogChange change, int ordinal) {
    return UuidCreator.getNameBasedSha1(change.dialogId(), position + "." + ordinal);
  }
}

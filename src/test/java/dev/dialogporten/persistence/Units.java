package dev.dialogporten.persistence;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.dialogporten.dialog.Activity;
import dev.dialogporten.dialog.ActivityType;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.DialogStatus;
import dev.dialogporten.dialog.Sections;
import dev.dialogporten.dialog.SeenEntry;
import dev.dialogporten.dialog.SystemLabels;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.TransmissionType;
import dev.dialogporten.dialog.change.Appended.AppendedActivity;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.change.DialogChange;
import dev.dialogporten.dialog.outcome.ElementId;
import dev.dialogporten.dialog.outcome.LabelLogEntry;
import dev.dialogporten.dialog.outcome.WriteUnit;
import dev.dialogporten.dialog.outcome.WriteUnit.Children;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Write units as decisions would make them. */
public final class Units {
  public static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);

  private Units() {}

  public static Dialog dialog() {
    return new Dialog(
        UuidCreator.getTimeOrderedEpochPlus1(),
        UUID.randomUUID(),
        1,
        new Dialog.Identity(
            "ttd",
            "urn:altinn:resource:super-simple-service",
            "genericaccessresource",
            "urn:altinn:organization:identifier-no:991825827",
            null,
            NOW.plusSeconds(60)),
        new Dialog.Fields(
            DialogStatus.Draft,
            7,
            "x",
            "ref",
            NOW.plusSeconds(100),
            NOW.plusSeconds(200),
            "urn:p:1",
            "urn:p:0",
            true),
        new Dialog.Times(NOW, NOW, NOW, null),
        new Dialog.State(true, false, true),
        new Dialog.Facts(
            1, 2, 3, 4, 5, true, "urn:altinn:resource:a", "urn:altinn:resource:b", true, false),
        new Dialog.Contexts(UUID.randomUUID(), UUID.randomUUID(), SystemLabels.ofDigits(15)),
        new Sections(
            "{\"title\":{\"value\":[{\"value\":\"Blåbær\",\"languageCode\":\"nb\"}],\"mediaType\":\"text/plain\"}}",
            "[{\"value\":\"tag\"}]",
            "[]",
            "[]",
            "[]"));
  }

  public static WriteUnit create(Dialog dialog) {
    return create(dialog, Children.NONE);
  }

  public static WriteUnit create(Dialog dialog, Children children) {
    return new WriteUnit(null, dialog, children, change(null, dialog, ChangeKind.CREATED));
  }

  public static WriteUnit update(Dialog before, Dialog after, Children children) {
    return new WriteUnit(before, after, children, change(before, after, ChangeKind.UPDATED));
  }

  public static WriteUnit purge(Dialog before) {
    return new WriteUnit(before, null, Children.NONE, change(before, null, ChangeKind.PURGED));
  }

  /** The next snapshot: new revision, progress changed. */
  public static Dialog progressed(Dialog dialog, int progress) {
    Dialog.Fields f = dialog.fields();
    return dialog
        .withRevision(UUID.randomUUID())
        .withVersion(dialog.version() + 1)
        .withFields(
            new Dialog.Fields(
                f.status(),
                progress,
                f.extendedStatus(),
                f.externalReference(),
                f.dueAt(),
                f.expiresAt(),
                f.process(),
                f.precedingProcess(),
                f.isApiOnly()));
  }

  public static Transmission transmission(Dialog dialog, UUID id, String key) {
    return new Transmission(
        id,
        dialog.id(),
        NOW,
        TransmissionType.Request,
        key,
        null,
        1,
        false,
        "{\"id\":\"" + id + "\"}");
  }

  public static Activity activity(Dialog dialog, UUID id) {
    return new Activity(
        id, dialog.id(), NOW, ActivityType.FormSaved, null, "{\"id\":\"" + id + "\"}");
  }

  /** One row of every kind below the dialog. */
  public static Children everything(
      Dialog dialog, UUID transmission, UUID activity, UUID attachment) {
    return new Children(
        List.of(transmission(dialog, transmission, "key-1")),
        List.of(),
        List.of(activity(dialog, activity)),
        List.of(),
        List.of(),
        List.of(new ElementId(ElementId.Kind.Attachment, attachment)),
        List.of(),
        List.of("label-b", "label-a"),
        List.of(),
        List.of(
            new LabelLogEntry(
                UuidCreator.getTimeOrderedEpochPlus1(),
                NOW,
                "systemlabel:Bin",
                "set",
                "{\"actorType\":\"ServiceOwner\"}")),
        new SeenEntry(
            UUID.randomUUID(),
            dialog.id(),
            NOW,
            "urn:altinn:person:identifier-no:08844397713",
            "KARI",
            true));
  }

  public static Children activities(List<Activity> activities) {
    return new Children(
        List.of(),
        List.of(),
        activities,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  private static DialogChange change(Dialog before, Dialog after, ChangeKind kind) {
    Dialog any = after == null ? before : after;
    return new DialogChange(
        any.id(),
        before == null ? null : before.revision(),
        after == null ? null : after.revision(),
        NOW,
        "urn:altinn:organization:identifier-no:991825827",
        kind,
        Set.of(ChangedMember.progress),
        false,
        any.identity().org(),
        any.identity().serviceResource(),
        any.identity().party(),
        any.fields().process(),
        any.fields().precedingProcess(),
        List.of(new AppendedActivity(any.id(), ActivityType.Information, "urn:x:\"ø\"")),
        null);
  }
}

package dev.dialogporten.api;

import dev.dialogporten.dialog.Activity;
import dev.dialogporten.dialog.ActivityType;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.DialogStatus;
import dev.dialogporten.dialog.Sections;
import dev.dialogporten.dialog.SeenEntry;
import dev.dialogporten.dialog.SystemLabel;
import dev.dialogporten.dialog.SystemLabels;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.TransmissionType;
import dev.dialogporten.dialog.command.DialogQuery.DialogDetails;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Dialogs as the persistence side answers them. */
public final class StoredDialogs {
  public static final UUID ID = UUID.fromString("0194d0aa-5b1c-7c3e-9f21-0242ac120002");
  public static final UUID CHILD = UUID.fromString("0194d0aa-5b1c-7c3e-9f21-0242ac120003");
  public static final UUID REVISION = UUID.fromString("5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11");
  public static final String PERSON = "urn:altinn:person:identifier-no:08844397713";
  static final Instant T0 = Instant.parse("2025-03-01T12:00:00.123456Z");

  private StoredDialogs() {}

  /** Nothing optional in it. */
  public static Dialog bare() {
    return new Dialog(
        ID,
        REVISION,
        1,
        new Dialog.Identity(
            "ttd",
            "urn:altinn:resource:super-simple-service",
            "genericaccessresource",
            "urn:altinn:organization:identifier-no:991825827",
            null,
            null),
        new Dialog.Fields(
            DialogStatus.NotApplicable, null, null, null, null, null, null, null, true),
        new Dialog.Times(T0, T0, T0, null),
        new Dialog.State(false, false, false),
        Dialog.Facts.NONE,
        new Dialog.Contexts(new UUID(0, 1), new UUID(0, 2), SystemLabels.INITIAL),
        Sections.EMPTY);
  }

  /** Everything optional in it. */
  public static Dialog full() {
    Dialog bare = bare();
    return bare.withFields(
            new Dialog.Fields(
                DialogStatus.RequiresAttention,
                20,
                "x \"quoted\" \\ \n",
                "ref",
                T0.plusSeconds(1),
                T0.plusSeconds(2),
                "urn:p:1",
                "urn:p:0",
                false))
        .withTimes(new Dialog.Times(T0, T0.plusSeconds(60), T0.plusSeconds(30), T0.plusSeconds(90)))
        .withState(new Dialog.State(false, true, true))
        .withFacts(new Dialog.Facts(1, 2, 1, 0, 1, false, "", "", false, false))
        .withContexts(
            new Dialog.Contexts(
                new UUID(0, 1),
                new UUID(0, 2),
                new SystemLabels(List.of(SystemLabel.Sent, SystemLabel.Bin))))
        .withSections(
            new Sections(
                "{\"title\":{\"value\":[{\"value\":\"Skjæma\",\"languageCode\":\"nb\"}],"
                    + "\"mediaType\":\"text/plain\"},\"mainContentReference\":{\"value\":[]}}",
                "[{\"value\":\"tag\"}]",
                "[{\"id\":\"" + CHILD + "\"}]",
                "[{\"action\":\"open\"},{\"action\":\"forbidden\"}]",
                "[{\"action\":\"open\",\"authorizationAttribute\":\"forbidden\"}]"));
  }

  public static Transmission transmission(TransmissionType type, boolean opened, String attribute) {
    String document =
        "{\"id\":\""
            + CHILD
            + "\",\"idempotentKey\":\",\\\"type\\\":\\\"Alert\\\"\""
            + (attribute == null ? "" : ",\"authorizationAttribute\":\"" + attribute + "\"")
            + ",\"type\":\""
            + type
            + "\",\"sender\":{\"actorType\":\"ServiceOwner\"}}";
    return new Transmission(CHILD, ID, T0, type, null, null, 1, opened, document);
  }

  public static Activity activity() {
    return new Activity(
        CHILD,
        ID,
        T0,
        ActivityType.Information,
        null,
        "{\"id\":\""
            + CHILD
            + "\",\"createdAt\":\"2025-03-01T12:00:00.1234560Z\","
            + "\"extendedType\":\"urn:,\\\"performedBy\\\":\",\"type\":\"Information\","
            + "\"performedBy\":{\"actorType\":\"ServiceOwner\"},\"description\":[]}");
  }

  public static SeenEntry seen(int seconds, String actorId, String name) {
    return new SeenEntry(new UUID(1, seconds), ID, T0.plusSeconds(seconds), actorId, name, true);
  }

  public static DialogDetails details() {
    return new DialogDetails(
        full(),
        List.of(
            transmission(TransmissionType.Information, true, null),
            transmission(TransmissionType.Submission, true, "forbidden")),
        List.of(activity()),
        List.of(
            seen(45, "urn:altinn:person:idporten-email:a@b.no", null), seen(60, PERSON, "KARI")),
        List.of("a", "b"));
  }
}

package dev.dialogporten.outbound.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.ActivityType;
import dev.dialogporten.dialog.change.Appended;
import dev.dialogporten.dialog.change.Appended.AppendedActivity;
import dev.dialogporten.dialog.change.Appended.AppendedTransmission;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.change.DialogChange;
import dev.dialogporten.event.CloudEvent;
import dev.dialogporten.event.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CloudEventsTest {
  private static final Position HERE = new Position(4711, 12);
  private static final UUID DIALOG = UUID.fromString("f4e6df3c-7434-74c3-875e-8dca1cdf0b20");
  private static final UUID CHILD = UUID.fromString("21241c7e-819f-762b-b8a4-d5d32352311a");
  private static final UUID SEEN = UUID.fromString("0199b8c1-6f2e-7a10-9d5e-0d5f2f6f7a01");
  private static final String SOURCE = "https://example.com/api/v1/enduser/dialogs/" + DIALOG;

  private final CloudEvents events = new CloudEvents("https://example.com");

  @ParameterizedTest
  @CsvSource({
    "CREATED, created",
    "UPDATED, updated",
    "DELETED, deleted",
    "RESTORED, restored",
    "PURGED, deleted",
    "PURGED_AFTER_DELETE, ''",
    "SEEN, updated",
    "CONTEXT, ''",
  })
  void kind_dialogEvent(ChangeKind kind, String name) {
    List<String> expected =
        name.isEmpty() ? List.of() : List.of("dialogporten.dialog." + name + ".v1");

    assertThat(types(change(kind, false, null))).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(ChangeKind.class)
  void silent_nothing(ChangeKind kind) {
    DialogChange silent =
        change(kind, true, SEEN, new AppendedTransmission(CHILD, "ServiceOwner"), activity(null));

    assertThat(events.of(HERE, silent)).isEmpty();
  }

  @Test
  void seen_updatedFirstThenSeenWithTheLogEntrysId() {
    List<CloudEvent> derived = events.of(HERE, change(ChangeKind.SEEN, false, SEEN));

    assertThat(derived)
        .extracting(CloudEvent::type)
        .containsExactly("dialogporten.dialog.updated.v1", "dialogporten.dialog.seen.v1");
    assertThat(derived.get(1).id()).isEqualTo(SEEN);
    assertThat(derived.get(1).source()).isEqualTo(SOURCE);
    assertThat(derived.get(1).data()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DialogCreated, created",
    "DialogClosed, closed",
    "Information, information",
    "TransmissionOpened, transmission-opened",
    "PaymentMade, payment-made",
    "SignatureProvided, signature-provided",
    "DialogOpened, dialog-opened",
    "DialogDeleted, dialog-deleted",
    "DialogRestored, dialog-restored",
    "SentToSigning, sent-to-signing",
    "SentToFormFill, sent-to-form-fill",
    "SentToSendIn, sent-to-send-in",
    "SentToPayment, sent-to-payment",
    "FormSubmitted, form-submitted",
    "FormSaved, form-saved",
    "CorrespondenceOpened, correspondence-opened",
    "CorrespondenceConfirmed, correspondence-confirmed",
  })
  void activity_type(ActivityType type, String name) {
    DialogChange change =
        change(ChangeKind.UPDATED, false, null, new AppendedActivity(CHILD, type, null));

    assertThat(types(change))
        .containsExactly(
            "dialogporten.dialog.updated.v1", "dialogporten.dialog.activity." + name + ".v1");
  }

  @Test
  void activity_everyTypeIsInTheTable() {
    assertThat(ActivityType.values()).hasSize(17);
  }

  @Test
  void create_oneTransmissionAndEveryActivity_noUpdated() {
    List<Appended> appended = new ArrayList<>();
    for (ActivityType type : ActivityType.values()) {
      appended.add(new AppendedActivity(UUID.randomUUID(), type, null));
    }
    appended.add(new AppendedTransmission(CHILD, "ServiceOwner"));
    DialogChange change =
        change(ChangeKind.CREATED, false, null, appended.toArray(Appended[]::new));

    List<String> types = types(change);

    assertThat(types).hasSize(19).doesNotContain("dialogporten.dialog.updated.v1");
    assertThat(types.subList(0, 2))
        .as("the dialog, then transmissions, then activities")
        .containsExactly(
            "dialogporten.dialog.created.v1", "dialogporten.dialog.transmission.created.v1");
  }

  @Test
  void append_eachWithItsOwnSourceAndId() {
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    DialogChange change =
        change(
            ChangeKind.UPDATED,
            false,
            null,
            new AppendedTransmission(first, "ServiceOwner"),
            new AppendedTransmission(second, "PartyRepresentative"),
            activity(null));

    List<CloudEvent> derived = events.of(HERE, change);

    assertThat(derived)
        .extracting(CloudEvent::source)
        .containsExactly(
            SOURCE,
            SOURCE + "/transmissions/" + first,
            SOURCE + "/transmissions/" + second,
            SOURCE + "/activities/" + CHILD);
    assertThat(new HashSet<>(derived.stream().map(CloudEvent::id).toList())).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "https://platform.altinn.no/dialogporten",
    "https://platform.altinn.no/dialogporten/",
    "https://localhost:7214",
    "https://localhost:7214//",
  })
  void source_oneSlash(String base) {
    String expected = base.replaceAll("/+$", "") + "/api/v1/enduser/dialogs/" + DIALOG;

    CloudEvent event =
        new CloudEvents(base).of(HERE, change(ChangeKind.UPDATED, false, null)).get(0);

    assertThat(event.source()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // process, preceding process, members of a dialog, a transmission and an activity event
        "-, -, '', senderType, activityId",
        "urn:p, -, process, senderType process, activityId process",
        "urn:p, urn:q, process precedingProcess, senderType process precedingProcess,"
            + " activityId process precedingProcess",
      })
  void data_members(
      String process, String preceding, String dialog, String transmission, String activity) {
    DialogChange change =
        change(
            process,
            preceding,
            new AppendedTransmission(CHILD, "PartyRepresentative"),
            activity(null));

    List<CloudEvent> derived = events.of(HERE, change);

    assertThat(derived)
        .extracting(event -> String.join(" ", event.data().keySet()))
        .containsExactly(dialog, transmission, activity);
    assertThat(derived.get(1).data()).containsEntry("senderType", "PartyRepresentative");
    assertThat(derived.get(2).data()).containsEntry("activityId", CHILD.toString());
  }

  @Test
  void extendedType_asPeopleReadIt() {
    DialogChange change =
        change(
            ChangeKind.UPDATED, false, null, activity("https://example.com/bl%C3%A5b%C3%A6r%2F1"));

    CloudEvent event = events.of(HERE, change).get(1);

    assertThat(event.data().keySet()).containsExactly("activityId", "extendedActivityType");
    assertThat(event.data())
        .containsEntry("extendedActivityType", "https://example.com/blåbær%2F1");
  }

  @Test
  void id_sameRowSameId() {
    DialogChange change = change(ChangeKind.UPDATED, false, null, activity(null));

    assertThat(ids(HERE, change)).isEqualTo(ids(HERE, change)).doesNotHaveDuplicates();
    assertThat(events.of(HERE, change).get(0).id().version()).isEqualTo(5);
  }

  @Test
  void id_otherRowOtherId() {
    DialogChange change = change(ChangeKind.UPDATED, false, null);

    assertThat(ids(HERE, change))
        .doesNotContainAnyElementsOf(ids(new Position(4711, 13), change))
        .doesNotContainAnyElementsOf(ids(new Position(4712, 12), change));
  }

  private List<UUID> ids(Position position, DialogChange change) {
    return events.of(position, change).stream().map(CloudEvent::id).toList();
  }

  private List<String> types(DialogChange change) {
    return events.of(HERE, change).stream().map(CloudEvent::type).toList();
  }

  private static AppendedActivity activity(String extendedType) {
    return new AppendedActivity(CHILD, ActivityType.Information, extendedType);
  }

  private static DialogChange change(
      ChangeKind kind, boolean silent, UUID seenLogId, Appended... appended) {
    return change(kind, silent, seenLogId, null, null, appended);
  }

  private static DialogChange change(String process, String preceding, Appended... appended) {
    return change(ChangeKind.UPDATED, false, null, process, preceding, appended);
  }

  private static DialogChange change(
      ChangeKind kind,
      boolean silent,
      UUID seenLogId,
      String process,
      String preceding,
      Appended... appended) {
    return new DialogChange(
        DIALOG,
        UUID.randomUUID(),
        UUID.randomUUID(),
        Instant.parse("2026-02-20T13:04:02.651854Z"),
        "urn:altinn:organization:identifier-no:991825827",
        kind,
        Set.of(),
        silent,
        "digdir",
        "urn:altinn:resource:super-simple-service",
        "urn:altinn:organization:identifier-no:991825827",
        process,
        preceding,
        Arrays.asList(appended),
        seenLogId);
  }
}

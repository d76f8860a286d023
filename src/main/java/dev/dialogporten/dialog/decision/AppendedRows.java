package dev.dialogporten.dialog.decision;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Activity;
import dev.dialogporten.dialog.ActivityType;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.change.Appended;
import dev.dialogporten.dialog.change.Appended.AppendedActivity;
import dev.dialogporten.dialog.change.Appended.AppendedTransmission;
import dev.dialogporten.dialog.decision.Appends.NewActivity;
import dev.dialogporten.dialog.decision.Appends.NewTransmission;
import dev.dialogporten.dialog.value.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Makes the rows of appended transmissions and activities, and keeps the facts with them. */
final class AppendedRows {
  private final Appends appends;
  private final UUID dialogId;
  private final Instant visibleFrom;
  private final DecisionContext context;
  private final Actors actors;
  private final Set<UUID> opened = new LinkedHashSet<>();
  private final List<Appended> appended = new ArrayList<>();

  /**
   * @param appends checked, so that depths are known
   */
  AppendedRows(
      Appends appends,
      UUID dialogId,
      Dialog.Identity identity,
      DecisionContext context,
      Actors actors) {
    this.appends = appends;
    this.dialogId = dialogId;
    this.visibleFrom = identity.visibleFrom();
    this.context = context;
    this.actors = actors;
    appends.activities().stream()
        .filter(activity -> activity.type() == ActivityType.TransmissionOpened)
        .forEach(activity -> opened.add(activity.transmissionId()));
  }

  /** Adds the rows; returns what the change log says of them, in its order. */
  List<Appended> addTo(ChildRows rows, FactsTally facts) {
    ResourceSet resources = ResourceSet.of(facts.toFacts().transmissionResources());
    for (NewTransmission transmission : appends.transmissions()) {
      add(transmission, rows, facts);
      resources.add(transmission.body());
    }
    facts.transmissionResources(resources);
    for (NewActivity activity : appends.activities()) {
      add(activity, rows, facts);
    }
    openStored(rows, facts);
    return appended;
  }

  private void add(NewTransmission transmission, ChildRows rows, FactsTally facts) {
    ObjectNode body = transmission.body();
    ObjectNode sender = actors.stored(body.path("sender"));
    ArrayNode attachments =
        new ElementMerge(ElementForm.ATTACHMENT, context.newId())
            .merge(Canonical.NODES.arrayNode(0), body.path("attachments"));
    rows.elementIds.addAfter(ElementForm.ATTACHMENT, attachments);
    Instant createdAt = createdAt(transmission);
    boolean isOpened = opened.contains(transmission.id());
    rows.transmissions.add(
        new Transmission(
            transmission.id(),
            dialogId,
            createdAt,
            transmission.type(),
            transmission.key(),
            transmission.parent(),
            appends.depth(transmission.id()),
            isOpened,
            JsonText.write(
                TransmissionForm.document(
                    transmission.id(), createdAt, body, sender, attachments))));
    appended.add(new AppendedTransmission(transmission.id(), sender.path("actorType").asText()));
    facts.count(transmission.type());
    facts.unopened(!transmission.type().isFromParty() && !isOpened ? 1 : 0);
    facts.contentless(TransmissionForm.hasContent(body) ? 0 : 1);
  }

  private void add(NewActivity activity, ChildRows rows, FactsTally facts) {
    ObjectNode body = activity.body();
    Instant createdAt = Bound.instant(body, "createdAt");
    if (createdAt == null) {
      createdAt = context.now();
    }
    ObjectNode performedBy = actors.stored(body.path("performedBy"));
    rows.activities.add(
        new Activity(
            activity.id(),
            dialogId,
            createdAt,
            activity.type(),
            activity.transmissionId(),
            JsonText.write(ActivityForm.document(activity.id(), createdAt, body, performedBy))));
    appended.add(
        new AppendedActivity(activity.id(), activity.type(), Bound.text(body, "extendedType")));
    facts.countActivity();
    if (activity.type() == ActivityType.CorrespondenceOpened) {
      facts.correspondenceOpened();
    }
  }

  private void openStored(ChildRows rows, FactsTally facts) {
    for (UUID id : opened) {
      Transmission stored = appends.isNew(id) ? null : appends.stored(id);
      if (stored != null && !stored.opened()) {
        rows.openedTransmissions.add(id);
        facts.unopened(stored.type().isFromParty() ? 0 : -1);
      }
    }
  }

  /** While the dialog is not visible yet, its transmissions are dated to the moment it will be. */
  private Instant createdAt(NewTransmission transmission) {
    if (ContentUpdate.isFuture(visibleFrom, context.now())) {
      return visibleFrom;
    }
    Instant createdAt = Bound.instant(transmission.body(), "createdAt");
    return createdAt == null ? context.now() : createdAt;
  }
}

package dev.dialogporten.dialog.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Dialog.Contexts;
import dev.dialogporten.dialog.Dialog.Facts;
import dev.dialogporten.dialog.Dialog.Fields;
import dev.dialogporten.dialog.Dialog.Identity;
import dev.dialogporten.dialog.Dialog.State;
import dev.dialogporten.dialog.Dialog.Times;
import dev.dialogporten.dialog.Section;
import dev.dialogporten.dialog.Sections;
import dev.dialogporten.dialog.ServiceResource;
import dev.dialogporten.dialog.SystemLabel;
import dev.dialogporten.dialog.SystemLabels;
import dev.dialogporten.dialog.change.Appended;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.command.DialogCommand.CreateDialog;
import dev.dialogporten.dialog.outcome.CommandResult;
import dev.dialogporten.dialog.outcome.Decision;
import dev.dialogporten.dialog.outcome.WriteUnit;
import dev.dialogporten.dialog.value.Instants;
import dev.dialogporten.dialog.value.WhiteSpace;
import dev.dialogporten.problem.Faults;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes a dialog that passed all checks. */
final class NewDialog {
  /** Dialogs from before the seen flag existed start as seen. */
  private static final Instant SEEN_BEFORE = Instant.parse("2025-12-01T00:00:00Z");

  private final CreateDialog command;
  private final ObjectNode body;
  private final Identity identity;
  private final Fields fields;
  private final Appends appends;
  private final DecisionContext context;
  private final ChildRows rows = new ChildRows();

  NewDialog(
      CreateDialog command,
      Identity identity,
      Fields fields,
      Appends appends,
      DecisionContext context) {
    this.command = command;
    this.body = command.body();
    this.identity = identity;
    this.fields = fields;
    this.appends = appends;
    this.context = context;
  }

  /**
   * Everything to insert. The change row names no members: all of a new dialog is new.
   *
   * @param faults gets what only saving can find: unknown actors, ids used twice
   */
  Decision.Write write(Faults faults) {
    FactsTally tally = new FactsTally(Facts.NONE);
    Sections sections =
        new SectionMerge(Sections.EMPTY, context, rows.elementIds, tally)
            .merge(body, EnumSet.allOf(Section.class))
            .sections();
    Sizes.checkDialog(0, sections.length(), context.limits(), faults);
    List<Appended> appended =
        new AppendedRows(
                appends, command.dialogId(), identity, context, new Actors(context.names(), faults))
            .addTo(rows, tally);
    rows.elementIds.checkDistinct(faults);
    Sizes.checkTransmissions(0, rows.transmissions, context.limits(), faults);
    addServiceOwnerLabels();
    SystemLabels labels = labels();
    rows.labelLog.addAll(
        LabelLog.entries(
            SystemLabels.INITIAL, labels, LabelLog.serviceOwner(command.caller()).get(), context));
    Dialog dialog = dialog(sections, tally.toFacts(), labels);
    return new Decision.Write(
        new WriteUnit(
            null,
            dialog,
            rows.toChildren(),
            ChangeLogRow.of(
                null,
                dialog,
                command,
                context.now(),
                ChangeKind.CREATED,
                Set.of(),
                appended,
                null)),
        new CommandResult(dialog.revision(), dialog.id()));
  }

  private Dialog dialog(Sections sections, Facts facts, SystemLabels labels) {
    Times times = times();
    Dialog dialog =
        new Dialog(
            command.dialogId(),
            context.newRevision().get(),
            1,
            identity,
            fields,
            times,
            new State(false, startsAsSeen(times.createdAt()), false),
            facts,
            new Contexts(context.newRevision().get(), context.newRevision().get(), labels),
            sections);
    return dialog.withState(new State(false, dialog.state().contentSeen(), Unopened.of(dialog)));
  }

  /** A future visibleFrom dates everything; else supplied times count, and now for the rest. */
  private Times times() {
    Instant now = context.now();
    if (ContentUpdate.isFuture(identity.visibleFrom(), now)) {
      Instant visibleFrom = identity.visibleFrom();
      return new Times(visibleFrom, visibleFrom, visibleFrom, null);
    }
    Instant updatedAt = supplied("updatedAt", now);
    return new Times(supplied("createdAt", now), updatedAt, updatedAt, null);
  }

  private Instant supplied(String member, Instant orElse) {
    Instant time = Bound.instant(body, member);
    return time == null || time.equals(Instants.MIN) ? orElse : time;
  }

  /** So do those of apps that were migrated from the platform's second version. */
  private boolean startsAsSeen(Instant createdAt) {
    return createdAt.isBefore(SEEN_BEFORE)
        || identity
            .serviceResource()
            .startsWith(ServiceResource.PREFIX + "app_" + identity.org() + "_a2");
  }

  private SystemLabels labels() {
    String asked = Bound.text(body, "systemLabel");
    SystemLabel label = asked == null ? SystemLabel.Default : SystemLabel.valueOf(asked);
    return LabelReset.sent(SystemLabels.INITIAL.with(label), appends.hasFromParty());
  }

  private void addServiceOwnerLabels() {
    Set<String> labels = new LinkedHashSet<>();
    for (JsonNode label : body.path("serviceOwnerContext").path("serviceOwnerLabels")) {
      labels.add(WhiteSpace.normalized(label.path("value").asText()));
    }
    rows.addedLabels.addAll(labels);
  }
}

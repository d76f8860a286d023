package dev.dialogporten.dialog.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Dialog.Identity;
import dev.dialogporten.dialog.ServiceResource;
import dev.dialogporten.dialog.command.DialogCommand.CreateDialog;
import dev.dialogporten.dialog.outcome.Decision;
import dev.dialogporten.dialog.outcome.Lookup;
import dev.dialogporten.dialog.outcome.Lookup.KeyHolder;
import dev.dialogporten.dialog.rules.BodyRules;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.ProblemType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** POST of a dialog: the checks, in their order. {@link NewDialog} makes the rows. */
final class Creation {
  private final Dialog existing;
  private final CreateDialog command;
  private final ObjectNode body;
  private final Caller caller;
  private final DecisionContext context;
  private final Faults faults = new Faults();
  private final Appends appends;

  private Creation(Dialog existing, CreateDialog command, DecisionContext context) {
    this.existing = existing;
    this.command = command;
    this.body = command.body();
    this.caller = command.caller();
    this.context = context;
    this.appends =
        new Appends(body.path("transmissions"), body.path("activities"), context.newId());
  }

  /**
   * @param existing the dialog that has the id already, normally null
   */
  static Decision decide(Dialog existing, CreateDialog command, DecisionContext context) {
    Sizes.checkLists(command.body(), "dto", context.limits());
    BodyRules.create(
            command.body(),
            new BodyRules.RuleContext(command.caller(), context.now(), command.silent()))
        .throwIfAny(ProblemType.VALIDATION);
    return new Creation(existing, command, context).decide();
  }

  private Decision decide() {
    String urn = Bound.text(body, "serviceResource").toLowerCase(Locale.ROOT);
    Optional<ServiceResource> found = context.resources().find(urn);
    if (found.isEmpty()) {
      refuseUnknown(urn);
      return apply(null, null);
    }
    ServiceResource resource = found.get();
    ResourceSet named =
        new ResourceSet()
            .addUrn(urn)
            .addAll(body.path("guiActions"))
            .addAll(body.path("apiActions"));
    appends.addResources(named);
    ResourceAccess.check(named, resource.type(), caller, context.resources());
    String key = Bound.text(body, "idempotentKey");
    return key == null
        ? apply(resource, null)
        : new Decision.Needs<>(
            new Lookup.IdempotentKey(resource.organizationCode(), key),
            holder -> apply(resource, holder.orElse(null)));
  }

  /** Nobody owns a resource nobody knows: for others than admins that ends the checks. */
  private void refuseUnknown(String urn) {
    faults.add("ServiceResource", "Service resource '" + urn + "' does not exist.");
    if (caller.isAdmin()) {
      faults.add("Org", "Service resource '" + urn + "' has no owning organisation.");
    } else {
      faults.throwIfAny(ProblemType.UNPROCESSABLE);
    }
  }

  /**
   * @param resource null when unknown, which the collected faults say already
   * @param holder the dialog that has the idempotent key already, or null
   */
  private Decision apply(ServiceResource resource, KeyHolder holder) {
    String key = Bound.text(body, "idempotentKey");
    if (holder != null && !holder.deleted()) {
      Gate.refuse(faults, Taken.problem(List.of(keyTaken(resource, key, holder)), null));
    }
    Dialog.Fields fields = FieldsForm.read(body);
    if (!command.silent() && !caller.isAdmin()) {
      TimeRules.create(fields, Bound.instant(body, "visibleFrom"), context.now(), faults);
    }
    Gate.activityTypes(appends.activityTypes(), caller, faults);
    appends.checkHierarchy(Dialog.Facts.NONE, faults);
    appends.checkKeys(faults);
    faults.throwIfAny(ProblemType.UNPROCESSABLE);

    Decision.Write created =
        new NewDialog(command, identity(resource, key), fields, appends, context).write(faults);
    checkUnused(resource, key, holder);
    faults.throwIfAny(ProblemType.UNPROCESSABLE);
    return created;
  }

  private Identity identity(ServiceResource resource, String key) {
    return new Identity(
        resource.organizationCode(),
        resource.id(),
        resource.type(),
        Bound.text(body, "party").toLowerCase(Locale.ROOT),
        key,
        Bound.instant(body, "visibleFrom"));
  }

  /** What unique indexes would say; they still do when two requests race. */
  private void checkUnused(ServiceResource resource, String key, KeyHolder holder) {
    if (existing != null) {
      faults.add("Dialog", Uniqueness.taken(existing.id()));
    }
    if (holder != null) {
      faults.add("Dialog", keyTaken(resource, key, holder).reserved(resource.organizationCode()));
    }
  }

  private Taken keyTaken(ServiceResource resource, String key, KeyHolder holder) {
    return new Taken(
        Taken.Entity.Dialog,
        holder.dialogId(),
        key,
        holder.dialogId(),
        holder.deleted(),
        resource != null
            && context.resources().isOwnedBy(resource.id(), caller.organizationNumber()));
  }
}

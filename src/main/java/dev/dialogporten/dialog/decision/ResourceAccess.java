package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Scope;
import dev.dialogporten.dialog.ServiceResource;
import dev.dialogporten.dialog.ServiceResources;
import java.util.List;

/** Whether a caller may use the service resources a request touches. Refusals are thrown. */
final class ResourceAccess {
  private ResourceAccess() {}

  /**
   * Ownership of every named resource, then the rule on the dialog's resource type. Admins may use
   * all.
   *
   * @param type resource type of the dialog
   */
  static void check(ResourceSet named, String type, Caller caller, ServiceResources resources) {
    if (caller.isAdmin()) {
      return;
    }
    List<String> unowned =
        named.urns().stream()
            .filter(urn -> !resources.isOwnedBy(urn, caller.organizationNumber()))
            .toList();
    if (!unowned.isEmpty()) {
      throw Gate.forbidden("Not allowed to reference the unowned resources " + unowned + ".")
          .toException();
    }
    checkType(type, caller);
  }

  /** The rule on the resource type alone, as deletion asks it of everybody, admins too. */
  static void checkType(Dialog dialog, Caller caller) {
    checkType(dialog.identity().serviceResourceType(), caller);
  }

  private static void checkType(String type, Caller caller) {
    if (ServiceResource.CORRESPONDENCE_TYPE.equals(type) && !caller.isCorrespondence()) {
      throw Gate.forbidden(
              "Resource type '" + type + "' needs the scope '" + Scope.CORRESPONDENCE + "'.")
          .toException();
    }
  }
}

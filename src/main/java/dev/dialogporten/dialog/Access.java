package dev.dialogporten.dialog;

import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import java.util.UUID;

/**
 * The notions of "mine" and the refusals that follow. Pure; the one place that decides whether a
 * caller may know of a dialog.
 */
public final class Access {
  private Access() {}

  /**
   * Ownership "R": the registry says the caller's organisation owns the dialog's service resource.
   * Admins see all.
   */
  public static boolean ownsByResource(Dialog dialog, Caller caller, ServiceResources resources) {
    return caller.isAdmin() || ownsResource(dialog, caller, resources);
  }

  /** Ownership "R" without the admin exception (label endpoints). */
  public static boolean ownsResource(Dialog dialog, Caller caller, ServiceResources resources) {
    return resources.isOwnedBy(dialog.identity().serviceResource(), caller.organizationNumber());
  }

  /** Ownership "O": the dialog's {@code org} is the caller's short name. Admins see all. */
  public static boolean ownsByOrg(Dialog dialog, Caller caller) {
    return caller.isAdmin() || dialog.identity().org().equals(caller.organizationCode());
  }

  /** 404 for an unknown dialog or one the caller may not know of. */
  public static Problem notFound(UUID dialogId) {
    return Problem.of(
        ProblemType.NOT_FOUND,
        "DialogEntity",
        "Entity 'DialogEntity' with the key " + dialogId + " was not found.");
  }

  /** 410 for a soft-deleted dialog. */
  public static Problem gone(UUID dialogId) {
    return Problem.of(
        ProblemType.GONE,
        "DialogEntity",
        "Entity 'DialogEntity' with the key " + dialogId + " is removed.");
  }
}

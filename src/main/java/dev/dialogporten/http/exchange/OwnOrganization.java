package dev.dialogporten.http.exchange;

import dev.dialogporten.dialog.Caller;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;

/** The organisation whose dialogs a search is limited to, for admins too. */
public final class OwnOrganization {
  private OwnOrganization() {}

  /** The short name; throws a {@code ProblemException} (403) when nobody knows one. */
  public static String of(Caller caller) {
    if (caller.organizationCode() == null) {
      throw Problem.of(
              ProblemType.FORBIDDEN,
              "Forbidden",
              "The organisation "
                  + caller.organizationNumber()
                  + " is not known as a service owner.")
          .toException();
    }
    return caller.organizationCode();
  }
}

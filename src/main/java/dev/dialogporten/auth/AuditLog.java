package dev.dialogporten.auth;

import dev.dialogporten.dialog.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line per request in the log {@code audit}: who did what to which dialog, and how it ended.
 * Persons are never named.
 */
public final class AuditLog {
  private static final Logger LOG = LoggerFactory.getLogger("audit");
  private static final String NONE = "-";

  private final boolean enabled;

  public AuditLog(boolean enabled) {
    this.enabled = enabled;
  }

  /**
   * Notes that a request was answered.
   *
   * @param principal null when the request was not authenticated
   * @param dialogId as in the path, null where there is none
   */
  public void record(Principal principal, String operation, Object dialogId, int status) {
    if (enabled && LOG.isInfoEnabled()) {
      Caller caller = principal == null ? null : principal.caller();
      LOG.info(
          "org={} client={} operation={} dialog={} status={}",
          caller == null ? NONE : caller.organizationNumber(),
          principal == null || principal.clientId() == null
              ? NONE
              : printable(principal.clientId()),
          operation,
          dialogId == null ? NONE : dialogId,
          status);
    }
  }

  /** A client id is the issuer's text: it must not be able to write a line of its own. */
  private static String printable(String text) {
    String end = text.length() > 100 ? text.substring(0, 100) : text;
    return end.replaceAll("[^\\x21-\\x7e]", "?");
  }
}

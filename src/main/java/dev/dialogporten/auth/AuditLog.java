package dev.dialogporten.auth;

import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line per request in the log {@code audit}: who did what to which dialog, and how it ended.
 * Persons are never named.
 */
public final class AuditLog {
  private static final Logger LOG = LoggerFactory.getLogger("audit");
  private static final String NONE = "-";
  private static final int MAX_LENGTH = 100;
  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x21-\\x7e]");

  private final boolean on;

  public AuditLog(boolean on) {
    this.on = on;
  }

  public boolean isOn() {
    return on && LOG.isInfoEnabled();
  }

  /**
   * Notes that a request was answered.
   *
   * @param principal null when the request was not authenticated
   * @param dialogId as the client wrote it, null where there is none
   */
  public void record(Principal principal, String operation, String dialogId, int status) {
    if (isOn()) {
      boolean named = principal != null && principal.caller() != null;
      LOG.info(
          "org={} client={} operation={} dialog={} status={}",
          named ? principal.caller().organizationNumber() : NONE,
          printable(principal == null ? null : principal.clientId()),
          operation,
          printable(dialogId),
          status);
    }
  }

  /** Others' text: it must not be able to write a line or a field of its own. */
  private static String printable(String text) {
    if (text == null) {
      return NONE;
    }
    String start = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
    return UNPRINTABLE.matcher(start).replaceAll("?");
  }
}

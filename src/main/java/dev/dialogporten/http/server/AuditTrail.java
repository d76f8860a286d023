package dev.dialogporten.http.server;

import dev.dialogporten.auth.AuditLog;
import dev.dialogporten.auth.Principal;
import dev.dialogporten.http.exchange.Reply;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Finds out which dialog an answer was about, for the audit log. */
public record AuditTrail(AuditLog log) {

  /**
   * Notes an answer.
   *
   * @param principal null when the request was not authenticated
   */
  void record(Principal principal, String operation, RoutingContext routed, Reply reply) {
    if (log.isOn()) {
      log.record(principal, operation, dialogId(routed, reply), reply.status());
    }
  }

  /** In the path; that of a new dialog is the end of its address. */
  private static String dialogId(RoutingContext routed, Reply reply) {
    String inPath = routed.pathParam("dialogId");
    CharSequence location = reply.headers().get(HttpHeaders.LOCATION);
    if (inPath != null || location == null) {
      return inPath;
    }
    String address = location.toString();
    return address.substring(address.lastIndexOf('/') + 1);
  }
}

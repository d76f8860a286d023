package dev.dialogporten.http.server;

import dev.dialogporten.http.server.Refusals.Reason;

/**
 * How much one verticle is working on, and the most it takes: more is refused at once, so that a
 * burst costs its senders a repetition and not everybody's memory. Belongs to one event loop.
 */
public final class Load {
  private final int maxRequests;
  private final long maxBytes;
  private final Refusals refusals;
  private int requests;
  private long bytes;

  public Load(int maxRequests, long maxBytes, Refusals refusals) {
    this.maxRequests = maxRequests;
    this.maxBytes = maxBytes;
    this.refusals = refusals;
  }

  /** Counts a request in; false when there are too many. */
  boolean enter() {
    if (requests >= maxRequests) {
      refusals.count(Reason.NODE_IN_FLIGHT);
      return false;
    }
    requests++;
    return true;
  }

  void leave() {
    requests--;
  }

  /** Counts bytes of a body in; false when there are too many. */
  boolean hold(int count) {
    if (bytes + count > maxBytes) {
      refusals.count(Reason.NODE_BYTES);
      return false;
    }
    bytes += count;
    return true;
  }

  void release(int count) {
    bytes -= count;
  }

  int requests() {
    return requests;
  }

  long bytes() {
    return bytes;
  }
}

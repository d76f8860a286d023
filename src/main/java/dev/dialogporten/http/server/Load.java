package dev.dialogporten.http.server;

/**
 * How much one verticle is working on, and the most it takes: more is refused at once, so that a
 * burst costs its senders a repetition and not everybody's memory. Belongs to one event loop.
 */
public final class Load {
  private final int maxRequests;
  private final long maxBytes;
  private int requests;
  private long bytes;

  public Load(int maxRequests, long maxBytes) {
    this.maxRequests = maxRequests;
    this.maxBytes = maxBytes;
  }

  /** Counts a request in; false when there are too many. */
  boolean enter() {
    if (requests >= maxRequests) {
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

package dev.dialogporten.http.server;

import dev.dialogporten.problem.Problem;

/**
 * What one request holds, from its head to its answer: a place of its verticle, but not while its
 * body is awaited; its organisation's quota once that is known; the bytes of its body. Belongs to
 * one event loop.
 */
final class Stay {
  private final Load load;
  private Quota quota;
  private boolean placed = true;
  private boolean claimed;
  private int bytes;

  private Stay(Load load) {
    this.load = load;
  }

  /** Null when there is no place. */
  static Stay enter(Load load) {
    return load.enter() ? new Stay(load) : null;
  }

  /** Counts the request in with its organisation; throws a {@code ProblemException} (429). */
  void claim(Quota own) {
    quota = own; // its state is told with the refusal, too
    Problem refusal = own.enter();
    if (refusal != null) {
      throw refusal.toException();
    }
    claimed = true;
  }

  /** Null as long as nobody knows whose request it is. */
  Quota quota() {
    return quota;
  }

  /** A body may take its time: until it is there its place is somebody else's. */
  void awaitBody() {
    if (placed) {
      placed = false;
      load.leave();
    }
  }

  /** False when all places are taken meanwhile. */
  boolean bodyArrived() {
    placed = placed || load.enter();
    return placed;
  }

  /** Counts bytes of the body in; null, or why they are too many. */
  Problem hold(int count) {
    if (quota != null && !quota.received().hold(count)) {
      return Problem.tooMany("Your organisation sends too many large requests at the same time.");
    }
    if (!load.hold(count)) {
      if (quota != null) {
        quota.received().release(count);
      }
      return Problem.unavailable("Too many large requests at the same time. Try again.");
    }
    bytes += count;
    return null;
  }

  void releaseBody() {
    load.release(bytes);
    if (quota != null) {
      quota.received().release(bytes);
    }
    bytes = 0;
  }

  /** Gives everything back. */
  void leave() {
    releaseBody();
    awaitBody();
    if (claimed) {
      claimed = false;
      quota.leave();
    }
  }
}

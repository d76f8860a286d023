package dev.dialogporten.load.run;

import dev.dialogporten.load.connection.Connection;
import dev.dialogporten.load.connection.Requests;
import dev.dialogporten.load.options.LoadOptions;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One event loop with its users. In a closed loop each user starts over as soon as its answer is
 * there; in an open loop the next arrival goes to the user that has been idle longest, and waits
 * when all are busy.
 */
final class Lane {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long SWEEP_MILLIS = 100;
  // After a failure: a target that refuses every connection must not turn the driver into a
  // spinner.
  private static final long BACK_OFF_MILLIS = 50;

  private final EventLoop loop;
  private final Requests requests;
  private final Recorder recorder;
  private final long timeoutNanos;
  private final List<VirtualUser> users = new ArrayList<>();
  private final Deque<VirtualUser> idle = new ArrayDeque<>();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private Arrivals arrivals;
  private boolean running;
  private int resting;
  // When the pacer shall wake this lane for the next arrival; NEVER while all users are busy.
  private volatile long wakeAt = NEVER;

  Lane(EventLoop loop, LoadOptions options, SslContext tls, int userCount, long seed) {
    this.loop = loop;
    this.requests =
        new Requests(options.target(), options.token(), options.subject(), options.patch());
    this.recorder = new Recorder(options.scenario().operations());
    this.timeoutNanos = options.timeout().toNanos();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < userCount; i++) {
      Connection connection = new Connection(loop, options.target(), tls);
      users.add(new VirtualUser(this, connection, options.scenario(), random.split()));
    }
  }

  EventLoop loop() {
    return loop;
  }

  Requests requests() {
    return requests;
  }

  Recorder recorder() {
    return recorder;
  }

  List<VirtualUser> users() {
    return users;
  }

  /**
   * @param openLoop null for a closed loop
   */
  void start(Arrivals openLoop) {
    loop.execute(
        () -> {
          arrivals = openLoop;
          running = true;
          idle.addAll(users);
          loop.schedule(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
          pump();
        });
  }

  /** Starts nothing more; done when every answer is there or has timed out. */
  CompletableFuture<Void> stop() {
    loop.execute(
        () -> {
          running = false;
          completeWhenIdle();
        });
    return stopped;
  }

  /** Arrivals that are due but wait for a free user; read on any thread, so only about right. */
  long overdue(long nowNanos) {
    return arrivals == null ? 0 : arrivals.overdue(nowNanos);
  }

  void finished(VirtualUser user, boolean rest) {
    if (rest && running) {
      resting++;
      loop.schedule(
          () -> {
            resting--;
            free(user);
          },
          BACK_OFF_MILLIS,
          TimeUnit.MILLISECONDS);
    } else {
      free(user);
    }
  }

  private void free(VirtualUser user) {
    idle.addLast(user);
    if (running) {
      pump();
    } else {
      completeWhenIdle();
    }
  }

  private void pump() {
    if (arrivals == null) {
      while (!idle.isEmpty()) {
        idle.pollFirst().begin(System.nanoTime());
      }
      return;
    }
    long now = System.nanoTime();
    while (!idle.isEmpty() && arrivals.next() - now <= 0) {
      idle.pollFirst().begin(arrivals.take());
    }
    wakeAt = idle.isEmpty() ? NEVER : arrivals.next();
  }

  /** Called by the pacer all the time. */
  void wakeWhenDue(long nowNanos) {
    long due = wakeAt;
    if (due != NEVER && due - nowNanos <= 0) {
      wakeAt = NEVER;
      loop.execute(
          () -> {
            if (running) {
              pump();
            }
          });
    }
  }

  private void sweep() {
    long now = System.nanoTime();
    for (VirtualUser user : users) {
      user.expire(now, timeoutNanos);
    }
    if (!stopped.isDone()) {
      loop.schedule(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void completeWhenIdle() {
    if (idle.size() + resting == users.size()) {
      stopped.complete(null);
    }
  }
}

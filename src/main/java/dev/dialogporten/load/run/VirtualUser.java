package dev.dialogporten.load.run;

import dev.dialogporten.load.connection.Connection;
import dev.dialogporten.load.connection.Requests;
import dev.dialogporten.load.connection.Response;
import dev.dialogporten.load.connection.TargetDialog;
import dev.dialogporten.load.options.Operation;
import dev.dialogporten.load.options.Scenario;
import dev.dialogporten.load.result.Outcome;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One client: one connection and the dialogs it owns. It keeps the ETag chain of each dialog, i.e.
 * sends the ETag of the last answer with the next write, and reads a dialog whose ETag it does not
 * know before it writes it. All calls happen on its event loop.
 */
final class VirtualUser implements Connection.Listener {
  private final Lane lane;
  private final Connection connection;
  private final Scenario scenario;
  private final Requests requests;
  private final Recorder recorder;
  private final SplittableRandom random;
  private List<TargetDialog> dialogs = List.of();
  private int position;

  private Operation operation;
  private TargetDialog dialog;
  private long intended;
  private long started;
  // The request in flight is the GET that precedes the operation proper; it is not recorded.
  private boolean refreshing;

  VirtualUser(Lane lane, Connection connection, Scenario scenario, SplittableRandom random) {
    this.lane = lane;
    this.connection = connection;
    this.scenario = scenario;
    this.requests = lane.requests();
    this.recorder = lane.recorder();
    this.random = random;
  }

  void own(List<TargetDialog> dialogs) {
    this.dialogs = dialogs;
  }

  Connection connection() {
    return connection;
  }

  /**
   * @param intendedNanos when the request should have been sent
   */
  void begin(long intendedNanos) {
    intended = intendedNanos;
    operation = scenario.next(random);
    dialog = null;
    if (operation != Operation.CREATE) {
      dialog = dialogs.get(position);
      position = position + 1 == dialogs.size() ? 0 : position + 1;
    }
    refreshing = operation.conditional() && dialog.etag() == null;
    send(refreshing ? Operation.GET : operation);
  }

  private void send(Operation sent) {
    int sequence = dialog == null ? ++position : dialog.nextSequence();
    started = System.nanoTime();
    connection.send(requests.encode(connection.allocator(), sent, dialog, sequence), this);
  }

  @Override
  public void answered(Response response) {
    if (refreshing) {
      refreshing = false;
      dialog.etag(response.etag());
      if (response.status() == 200 && response.etag() != null) {
        send(operation);
        return;
      }
    }
    int status = response.status();
    Outcome outcome = Outcome.of(operation, status, scenario.contended());
    record(outcome, status);
    if (outcome == Outcome.FAILURE) {
      recorder.failure(operation, Integer.toString(status), response.body());
    }
    if (dialog != null && (response.etag() != null || outcome != Outcome.SUCCESS)) {
      // A refused write may tell the current ETag; if it does not, the next use reads it.
      dialog.etag(response.etag());
    }
    lane.finished(this, status >= 500);
  }

  @Override
  public void failed(String reason) {
    refreshing = false;
    if (dialog != null) {
      dialog.etag(null); // whether the write happened is unknown
    }
    record(Outcome.FAILURE, 0);
    recorder.failure(operation, reason, "");
    lane.finished(this, true);
  }

  private void record(Outcome outcome, int status) {
    long now = System.nanoTime();
    recorder.record(operation, outcome, status, now - intended, now - started);
  }

  /** Gives up a request that has been under way for too long. */
  void expire(long nowNanos, long timeoutNanos) {
    if (connection.busy() && nowNanos - started > timeoutNanos) {
      connection.abort("no answer in time");
    }
  }
}

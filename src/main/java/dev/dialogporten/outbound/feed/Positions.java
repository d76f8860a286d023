package dev.dialogporten.outbound.feed;

import dev.dialogporten.event.Position;
import dev.dialogporten.outbound.log.ChangeRows;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;

/** Refuses positions from which the log cannot be read without a gap. */
final class Positions {
  private Positions() {}

  /** The position; null becomes the oldest. 410 when rows behind it are gone. */
  static Future<Position> check(ChangeRows rows, Position position) {
    return rows.extent()
        .compose(
            extent -> {
              if (position == null) {
                return Future.succeededFuture(extent.oldest());
              }
              if (extent.oldest().isAfter(position)) {
                return Future.failedFuture(expired(extent.oldest()).toException());
              }
              if (position.txid() > extent.end().txid()) {
                return Future.failedFuture(unknown(position).toException());
              }
              return Future.succeededFuture(position);
            });
  }

  private static Problem expired(Position oldest) {
    return Problem.expired("since", oldest.toString());
  }

  /** It was given out by another database, or is invented. */
  private static Problem unknown(Position position) {
    return Problem.of(
        ProblemType.INVALID_PARAMETER,
        "since",
        "'" + position + "' is not a position of this log.");
  }
}

package dev.dialogporten.outbound.feed;

import dev.dialogporten.event.ChangeFeed;
import dev.dialogporten.event.Position;
import dev.dialogporten.outbound.log.LogPage;
import dev.dialogporten.outbound.log.LoggedChange;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Answers the change feed. The log is ordered for everybody, so a page looks at a stretch of it and
 * keeps what is the caller's; the stretch is bounded, whatever the page finds.
 */
public final class ChangePages implements ChangeFeed {
  private static final int STRETCH = 4_000;
  private static final int STRETCHES = 5;

  private final Home home;
  private final LogReads log;

  public ChangePages(Vertx vertx, LogReads log) {
    this.home = new Home(vertx);
    this.log = log;
  }

  @Override
  public Future<Page> read(
      String org, UUID dialogId, Position after, int limit, boolean withSilent) {
    return home.call(
        () ->
            log.check(org, after)
                .compose(
                    from ->
                        dialogId == null
                            ? collect(new Search(org, limit, withSilent), from, STRETCHES)
                            : ofDialog(org, dialogId, from, limit, withSilent)));
  }

  /** Completes when the log can be read from a position; 410 or 400 when not. */
  public Future<Position> check(Position position) {
    return home.call(() -> Positions.check(log.tail().rows(), position));
  }

  private Future<Page> collect(Search search, Position from, int stretches) {
    int missing = search.limit - search.found.size();
    return log.after(from, search.org, search.withSilent, STRETCH, missing)
        .compose(
            page -> {
              if (page.gap()) {
                // days were dropped since the position was checked
                return log.check(search.org, from).compose(p -> collect(search, p, 1));
              }
              Position reached = search.take(page);
              boolean full = search.found.size() >= search.limit;
              if (full || page.atEnd() || stretches <= 1) {
                boolean more = !page.atEnd() || page.reached().isAfter(reached);
                return Future.succeededFuture(new Page(search.found, reached, more));
              }
              return collect(search, reached, stretches - 1);
            });
  }

  private Future<Page> ofDialog(
      String org, UUID dialogId, Position from, int limit, boolean withSilent) {
    return log.ofDialog(dialogId, org, from, limit)
        .compose(
            page ->
                page.reached().equals(from)
                    ? known(org, dialogId).map(known -> page)
                    : Future.succeededFuture(page))
        .map(
            page -> {
              Search search = new Search(org, limit, withSilent);
              Position reached = search.take(page);
              return new Page(search.found, reached, !page.atEnd());
            });
  }

  /**
   * Nothing readable is behind the position; whether there ever was anything decides, be it not
   * readable yet.
   */
  private Future<Void> known(String org, UUID dialogId) {
    return log.isKnown(dialogId, org)
        .compose(
            known -> known ? Future.succeededFuture() : Future.failedFuture(unknown(dialogId)));
  }

  private static Throwable unknown(UUID dialogId) {
    String text = "No changes of a dialog with id " + dialogId + " were found.";
    return Problem.of(ProblemType.NOT_FOUND, "DialogEntity", text).toException();
  }

  /** What is looked for, and what was found so far. */
  private static final class Search {
    final String org;
    final int limit;
    final boolean withSilent;
    final List<Change> found = new ArrayList<>();

    Search(String org, int limit, boolean withSilent) {
      this.org = org;
      this.limit = limit;
      this.withSilent = withSilent;
    }

    /** Takes what fits; answers how far that goes. */
    Position take(LogPage page) {
      for (LoggedChange logged : page.changes()) {
        if (withSilent || !logged.change().silent()) {
          found.add(new Change(logged.position(), logged.change()));
          if (found.size() == limit) {
            return logged.position();
          }
        }
      }
      return page.reached();
    }
  }
}

package dev.dialogporten.persistence.read;

import dev.dialogporten.bus.FairQueue;
import dev.dialogporten.dialog.command.DialogQuery;
import dev.dialogporten.dialog.command.DialogQuery.GetDialog;
import io.vertx.core.Future;

/**
 * Lets organisations take turns in asking. Whole dialogs are read many at a time, so many may be
 * under way; every other question is a statement of its own. Bound to one event loop.
 */
public final class FairReads {
  private final QueryAnswers answers;
  private final FairQueue dialogs;
  private final FairQueue others;

  /**
   * @param dialogs most reads of whole dialogs under way
   * @param others most other statements under way
   * @param room most that wait, of either kind
   */
  public FairReads(QueryAnswers answers, int dialogs, int others, int room) {
    this.answers = answers;
    this.dialogs = new FairQueue(dialogs, room);
    this.others = new FairQueue(others, room);
  }

  /** As {@link QueryAnswers#answer}; fails with 503 or 429 when too many wait. */
  public Future<?> answer(DialogQuery<?> query) {
    FairQueue queue = query instanceof GetDialog ? dialogs : others;
    return queue.run(
        query.caller().organizationNumber(), () -> answers.answer(query).map(answer -> answer));
  }
}

package dev.dialogporten.persistence.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.persistence.connect.SqlErrors;
import dev.dialogporten.persistence.rows.DialogRows;
import dev.dialogporten.problem.Conflicts;
import dev.dialogporten.problem.Conflicts.Base;
import dev.dialogporten.problem.Conflicts.Change;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Tells from the change log what has changed since a revision that somebody named. Equal questions
 * that are asked at the same time share one read, and an answer is kept: what lies between two
 * revisions never changes. Bound to one event loop.
 */
public final class ConflictReader {
  /** Labels and the seen log have revisions of their own. */
  private static final Integer[] MEMBERS =
      EnumSet.complementOf(
              EnumSet.of(
                  ChangedMember.systemLabels, ChangedMember.serviceOwnerLabels, ChangedMember.seen))
          .stream()
          .map(ChangedMember::ordinal)
          .toArray(Integer[]::new);

  /** More are not explained: that must not hold up the reads that have to be done. */
  private static final int MAX_UNDER_WAY = 64;

  private static final int KEPT = 1000;

  /**
   * Rows of one dialog are found by {@code dialog_change_dialog}, from the newest to the one that
   * made the revision named. A creation ends the search: the same id may have been purged before.
   */
  private static final String STATEMENT =
      """
      WITH newest AS (
        SELECT revision_after, at FROM dialog_change
        WHERE dialog_id = $1 AND revision_before IS DISTINCT FROM revision_after
        ORDER BY txid DESC, seq DESC LIMIT 1
      ), base AS (
        SELECT l.txid, l.seq, l.revision_after FROM (
          SELECT txid, seq, kind, revision_after FROM dialog_change
          WHERE dialog_id = $1 AND revision_before IS DISTINCT FROM revision_after
          ORDER BY txid DESC, seq DESC LIMIT 10000
        ) l
        WHERE l.revision_after = ANY($2) OR l.kind = 1
        ORDER BY l.txid DESC, l.seq DESC LIMIT 1
      )
      SELECT n.revision_after, n.at, b.revision_after, c.member, c.revision_after, c.at, c.actor, c.silent
      FROM newest n
      LEFT JOIN base b ON b.revision_after = ANY($2)
      LEFT JOIN LATERAL (
        SELECT DISTINCT ON (m.member) m.member, c.revision_after, c.at, c.actor, c.silent
        FROM dialog_change c JOIN unnest($3::int[]) AS m (member) ON c.members & (1 << m.member) <> 0
        WHERE c.dialog_id = $1 AND (c.txid, c.seq) > (b.txid, b.seq)
          AND c.revision_before IS DISTINCT FROM c.revision_after
        ORDER BY m.member, c.txid DESC, c.seq DESC
      ) c ON true
      ORDER BY c.member\
      """;

  private final SqlClient client;
  private final Map<Question, Future<Conflicts>> underWay = new HashMap<>();
  private final Cache<Question, Conflicts> kept =
      Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build();

  private record Question(UUID dialogId, Set<UUID> named, Base otherwise, UUID current) {}

  public ConflictReader(SqlClient client) {
    this.client = client;
  }

  /**
   * What has changed since the newest of the revisions named; null when that cannot be told now.
   *
   * @param otherwise what is to be said when none of them is known
   * @param current the revision that the dialog is known to have
   */
  public Future<Conflicts> read(UUID dialogId, Set<UUID> named, Base otherwise, UUID current) {
    Question question = new Question(dialogId, named, otherwise, current);
    Conflicts known = kept.getIfPresent(question);
    if (known != null) {
      return Future.succeededFuture(known);
    }
    Future<Conflicts> shared = underWay.get(question);
    if (shared != null) {
      return shared;
    }
    if (underWay.size() >= MAX_UNDER_WAY) {
      return Future.succeededFuture();
    }
    Future<Conflicts> asked = ask(question);
    underWay.put(question, asked);
    asked.onComplete(done -> underWay.remove(question));
    return asked;
  }

  /** A refusal stays one: that its reasons could not be read is no failure. */
  private Future<Conflicts> ask(Question question) {
    Tuple parameters =
        Tuple.tuple()
            .addUUID(question.dialogId)
            .addArrayOfUUID(question.named.toArray(UUID[]::new))
            .addArrayOfInteger(MEMBERS);
    return SqlErrors.asked(() -> client.preparedQuery(STATEMENT).execute(parameters))
        .map(rows -> conflicts(question, rows))
        .otherwise((Conflicts) null);
  }

  private Conflicts conflicts(Question question, RowSet<Row> rows) {
    Base base = question.otherwise;
    UUID yours = question.named.size() == 1 ? question.named.iterator().next() : null;
    if (rows.size() == 0) {
      return new Conflicts(base, yours, question.current, null, List.of(), false);
    }
    Row head = rows.iterator().next();
    UUID current = head.getUUID(0);
    if (current == null) {
      return null; // purged meanwhile
    }
    List<Change> changes = new ArrayList<>();
    if (head.getUUID(2) != null) {
      base = Base.KNOWN;
      yours = head.getUUID(2);
      rows.forEach(row -> addChange(changes, row));
    }
    boolean truncated = changes.size() > Conflicts.MAX_CHANGES;
    Conflicts conflicts =
        new Conflicts(
            base,
            yours,
            current,
            DialogRows.time(head, 1),
            truncated ? changes.subList(0, Conflicts.MAX_CHANGES) : changes,
            truncated);
    if (current.equals(question.current)) {
      kept.put(question, conflicts);
    }
    return conflicts;
  }

  private static void addChange(List<Change> changes, Row row) {
    if (row.getValue(3) != null) {
      changes.add(
          new Change(
              ChangedMember.values()[row.getInteger(3)].name(),
              row.getUUID(4),
              DialogRows.time(row, 5),
              row.getString(6),
              row.getBoolean(7)));
    }
  }
}

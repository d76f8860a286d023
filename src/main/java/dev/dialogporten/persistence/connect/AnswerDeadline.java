package dev.dialogporten.persistence.connect;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.codec.InvalidCachedStatementEvent;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import io.vertx.sqlclient.internal.command.CommandResponse;
import io.vertx.sqlclient.internal.command.ExtendedQueryCommand;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sits in the pipeline of one connection, between the codec and the client, and closes the
 * connection when it is of no more use: PostgreSQL does not answer although nobody has closed
 * anything (a stopped process, a dead host), or it has become a standby. The pool then makes a new
 * one; whoever waited fails with a closed connection.
 *
 * <p>Each statement restarts the clock, and so does each answer; an idle connection has none.
 */
public final class AnswerDeadline extends ChannelDuplexHandler {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerDeadline.class);

  private static final String CLIENT = "handler";

  /**
   * The server has become a standby, and was told to write, or asked what only a primary knows:
   * another connection may find the primary.
   */
  private static final Set<String> STANDBY = Set.of("25006", "55000");

  /** A pooler or an administrator has dropped a cached statement. */
  private static final String NO_SUCH_STATEMENT = "26000";

  /** Leaves a transaction the time to be rolled back. */
  private static final long FAREWELL_MILLIS = 50;

  private final long patienceNanos;
  private final Consumer<String> failures;
  private int unanswered;
  private long since;
  private Future<?> check;

  private AnswerDeadline(Duration patience, Consumer<String> failures) {
    this.patienceNanos = patience.toNanos();
    this.failures = failures;
  }

  /**
   * From now on the connection is closed when an answer takes longer than this. Takes a connection
   * that has just been made and gives it to its pool; called on its event loop.
   *
   * @param failures is told the SQLSTATE of each failed statement
   */
  public static void watch(SqlConnection connection, Duration patience, Consumer<String> failures) {
    try {
      var socket = (SocketConnectionBase) ((SqlConnectionInternal) connection).unwrap().unwrap();
      ChannelPipeline pipeline = socket.socket().channelHandlerContext().pipeline();
      pipeline.addBefore(CLIENT, "deadline", new AnswerDeadline(patience, failures));
      pipeline.remove(BoundedStartup.GUARD);
    } catch (NoSuchElementException e) {
      LOG.debug("closed before it could be watched", e);
    } finally {
      connection.close();
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object command, ChannelPromise promise) {
    unanswered++;
    since = System.nanoTime();
    if (check == null) {
      check =
          context.executor().schedule(() -> check(context), patienceNanos, TimeUnit.NANOSECONDS);
    }
    context.write(command, promise);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof CommandResponse<?> answer) {
      unanswered--;
      since = System.nanoTime();
      if (answer.toAsyncResult().cause() instanceof PgException pg) {
        failed(context, answer, String.valueOf(pg.getSqlState()));
      }
    }
    context.fireChannelRead(message);
  }

  private void failed(ChannelHandlerContext context, CommandResponse<?> answer, String state) {
    failures.accept(state);
    if (STANDBY.contains(state)) {
      context.executor().schedule(() -> cut(context), FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
    } else if (state.equals(NO_SUCH_STATEMENT)
        && answer.cmd instanceof ExtendedQueryCommand<?> statement) {
      // the client forgets by itself only one whose result has changed
      context.fireChannelRead(new InvalidCachedStatementEvent(statement.sql()));
    }
  }

  /** One task at a time, however many statements: it looks again when there was an answer. */
  private void check(ChannelHandlerContext context) {
    check = null;
    if (unanswered <= 0) {
      return;
    }
    long left = patienceNanos - (System.nanoTime() - since);
    if (left > 0) {
      check = context.executor().schedule(() -> check(context), left, TimeUnit.NANOSECONDS);
    } else {
      LOG.warn(
          "PostgreSQL at {} has not answered for {} ms: this connection is closed",
          context.channel().remoteAddress(),
          TimeUnit.NANOSECONDS.toMillis(patienceNanos));
      cut(context);
    }
  }

  /** Closes at once: the codec and TLS would say goodbye first, and wait for the other side. */
  static void cut(ChannelHandlerContext context) {
    context.pipeline().firstContext().close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (check != null) {
      check.cancel(false);
      check = null;
    }
    context.fireChannelInactive();
  }
}

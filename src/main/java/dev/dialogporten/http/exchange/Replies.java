package dev.dialogporten.http.exchange;

import dev.dialogporten.dialog.outcome.CommandResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.UUID;

/** The shapes successful answers have. */
public final class Replies {
  private final Preconditions preconditions;

  public Replies(Preconditions preconditions) {
    this.preconditions = preconditions;
  }

  /** 201: the new id as a JSON string, the new revision, and where the new thing is. */
  public Reply created(CommandResult result, String collection) {
    Reply reply = Reply.json(201, "\"" + result.createdId() + "\"");
    return tagged(reply, result.revision())
        .with(HttpHeaders.LOCATION, collection + "/" + result.createdId());
  }

  /** 204 with the revision, when there is one. */
  public Reply done(CommandResult result) {
    return tagged(Reply.status(204), result.revision());
  }

  public Reply json(String text, UUID revision) {
    return json(200, text, revision);
  }

  public Reply json(Buffer text, UUID revision) {
    return tagged(Reply.json(text), revision);
  }

  public Reply json(int status, String text, UUID revision) {
    return tagged(Reply.json(status, text), revision);
  }

  /** 304 (RFC 9110 section 15.4.5). */
  public Reply notModified(UUID revision) {
    return tagged(Reply.status(304), revision);
  }

  private Reply tagged(Reply reply, UUID revision) {
    return revision == null ? reply : reply.with(HttpHeaders.ETAG, preconditions.etag(revision));
  }
}

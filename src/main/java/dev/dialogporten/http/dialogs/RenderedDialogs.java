package dev.dialogporten.http.dialogs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dialogporten.dialog.command.DialogQuery.DialogDetails;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/**
 * The bodies of dialogs that were answered last. Whoever reads dialogs hands out the same object as
 * long as nothing about the dialog changes, so the same object has the same body. Bounded by bytes,
 * and safe to use from any thread: one for all verticles.
 */
public final class RenderedDialogs {
  /** Key, entry and objects around a body, roughly. */
  private static final int OVERHEAD_BYTES = 300;

  private final Cache<UUID, Rendered> kept;

  private record Rendered(DialogDetails details, Buffer body) {}

  /**
   * @param bytes bound of what is kept; 0 keeps nothing
   */
  public RenderedDialogs(long bytes) {
    kept =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((UUID id, Rendered rendered) -> OVERHEAD_BYTES + rendered.body().length())
            .executor(Runnable::run)
            .build();
  }

  /** What a service owner sees. The buffer is shared: it must not be changed. */
  @SuppressWarnings("ReferenceEquality") // an equal one would not come from the reader's memory
  Buffer body(DialogDetails details) {
    UUID id = details.dialog().id();
    Rendered known = kept.getIfPresent(id);
    if (known != null && known.details() == details) {
      return known.body();
    }
    Buffer body = Buffer.buffer(DialogJson.render(details, Viewer.SERVICE_OWNER));
    kept.put(id, new Rendered(details, body));
    return body;
  }
}

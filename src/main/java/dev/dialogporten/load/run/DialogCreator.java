package dev.dialogporten.load.run;

import dev.dialogporten.load.connection.Connection;
import dev.dialogporten.load.connection.Response;
import dev.dialogporten.load.connection.TargetDialog;
import dev.dialogporten.load.options.LoadOptions;
import dev.dialogporten.load.options.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;

/** Creates the dialogs of one user, one after the other, on its event loop. */
final class DialogCreator implements Connection.Listener {
  private final LoadOptions options;
  private final Lane lane;
  private final Connection connection;
  private final int wanted;
  private final AtomicInteger total;
  private final List<TargetDialog> created;
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  DialogCreator(
      LoadOptions options, Lane lane, Connection connection, int wanted, AtomicInteger total) {
    this.options = options;
    this.lane = lane;
    this.connection = connection;
    this.wanted = wanted;
    this.total = total;
    this.created = new ArrayList<>(wanted);
  }

  /** Filled when {@link #start} is done. */
  List<TargetDialog> created() {
    return created;
  }

  CompletableFuture<Void> start() {
    lane.loop().execute(this::next);
    return done;
  }

  private void next() {
    if (created.size() == wanted) {
      done.complete(null);
      return;
    }
    connection.send(
        lane.requests().encode(connection.allocator(), Operation.CREATE, null, created.size()),
        this);
  }

  @Override
  public void answered(Response response) {
    Matcher id = TargetDialog.ID.matcher(response.body());
    if (response.status() == 201 && id.find()) {
      created.add(new TargetDialog(id.group(), response.etag()));
      total.incrementAndGet();
      next();
    } else {
      done.completeExceptionally(
          new IllegalStateException(explain(response.status(), response.body())));
    }
  }

  @Override
  public void failed(String reason) {
    done.completeExceptionally(
        new IllegalStateException(
            "No answer from " + options.target().url() + ": " + reason + "."));
  }

  /** What an unexpected answer to a create means, in one line. */
  private String explain(int status, String body) {
    String url = options.target().url();
    String said = body.isBlank() ? "" : " It said: " + body.replaceAll("\\s+", " ").strip();
    return switch (status) {
      case 201 -> url + " answered 201 without a dialog id; is it a Dialogporten?" + said;
      case 401 ->
          url
              + (options.token().isEmpty()
                  ? " asks for a token (401): give --token, --token-file or --dev-token."
                  : " does not accept the token (401): expired, or from an unknown issuer?");
      case 403 ->
          url
              + " forbids creating dialogs (403): the token needs the scope"
              + " digdir:dialogporten.serviceprovider and must own "
              + options.subject().serviceResource()
              + " (--resource)."
              + said;
      case 404, 405 -> url + " has no /api/v1/serviceowner/dialogs (" + status + ").";
      default -> url + " refused a dialog with " + status + "." + said;
    };
  }
}

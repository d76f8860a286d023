package dev.dialogporten.load.run;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.dialogporten.load.connection.TargetDialog;
import dev.dialogporten.load.options.LoadFault;
import dev.dialogporten.load.options.LoadOptions;
import dev.dialogporten.load.options.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives every user its dialogs: creates them in parallel, or takes them from a file. */
final class Setup {
  private final LoadOptions options;
  private final List<Lane> lanes;
  private final AtomicInteger created = new AtomicInteger();

  Setup(LoadOptions options, List<Lane> lanes) {
    this.options = options;
    this.lanes = lanes;
  }

  /**
   * Returns when all users own their dialogs.
   *
   * @throws LoadFault with the reason when one dialog cannot be created
   */
  void run() throws LoadFault {
    if (options.ids() != null) {
      deal(read(options.ids()));
      return;
    }
    // One alone first: it tells what is wrong with address, token or resource.
    List<TargetDialog> one = createOne();
    if (options.scenario().contended()) {
      deal(one);
    } else if (!options.scenario().operations().equals(List.of(Operation.CREATE))) {
      createAll();
    }
  }

  /** Dialogs made so far; may be read by any thread. */
  int created() {
    return created.get();
  }

  private List<TargetDialog> createOne() throws LoadFault {
    VirtualUser user = lanes.get(0).users().get(0);
    DialogCreator creator = creator(lanes.get(0), user, 1);
    await(creator.start());
    return creator.created();
  }

  private void createAll() throws LoadFault {
    int users = options.connections();
    List<CompletableFuture<?>> all = new ArrayList<>();
    int index = 0;
    for (Lane lane : lanes) {
      for (VirtualUser user : lane.users()) {
        int share = options.dialogs() / users + (index++ < options.dialogs() % users ? 1 : 0);
        DialogCreator creator = creator(lane, user, share);
        user.own(creator.created());
        all.add(creator.start());
      }
    }
    CompletableFuture<Void> first = new CompletableFuture<>();
    all.forEach(
        one ->
            one.whenComplete(
                (nothing, failure) -> {
                  if (failure != null) {
                    first.completeExceptionally(failure);
                  }
                }));
    CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
        .thenRun(() -> first.complete(null));
    await(first);
  }

  private DialogCreator creator(Lane lane, VirtualUser user, int wanted) {
    return new DialogCreator(options, lane, user.connection(), wanted, created);
  }

  /** Waits as long as there is progress. */
  private void await(CompletableFuture<?> done) throws LoadFault {
    int before = -1;
    while (true) {
      try {
        done.get(options.timeout().toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (ExecutionException e) {
        throw LoadFault.target(e.getCause().getMessage());
      } catch (TimeoutException e) {
        if (created.get() == before || created.get() == 0) {
          throw LoadFault.target(
              options.target().url()
                  + " did not answer within "
                  + options.timeout().toMillis()
                  + " ms.");
        }
        before = created.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw LoadFault.target("Interrupted.");
      }
    }
  }

  /** Spreads known dialogs over the users; when there are fewer than users, users share some. */
  private void deal(List<TargetDialog> dialogs) {
    List<VirtualUser> users = lanes.stream().flatMap(lane -> lane.users().stream()).toList();
    for (int i = 0; i < users.size(); i++) {
      List<TargetDialog> share = new ArrayList<>();
      for (int d = i; d < dialogs.size(); d += users.size()) {
        share.add(dialogs.get(d));
      }
      if (share.isEmpty()) {
        TargetDialog shared = dialogs.get(i % dialogs.size());
        // A copy: dialogs belong to one event loop, and each user follows its own chain.
        share.add(new TargetDialog(new String(shared.id, US_ASCII), shared.etag()));
      }
      users.get(i).own(share);
    }
  }

  private static List<TargetDialog> read(Path file) throws LoadFault {
    List<TargetDialog> dialogs = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] parts = line.strip().split("[ \t,;]+", 2);
        if (parts[0].isEmpty()) {
          continue;
        }
        if (!TargetDialog.ID.matcher(parts[0]).matches()) {
          throw LoadFault.usage("--ids " + file + ": \"" + parts[0] + "\" is no dialog id.");
        }
        dialogs.add(
            new TargetDialog(parts[0], parts.length < 2 ? null : parts[1].getBytes(US_ASCII)));
      }
    } catch (IOException e) {
      throw LoadFault.usage("--ids " + file + " cannot be read.");
    }
    if (dialogs.isEmpty()) {
      throw LoadFault.usage("--ids " + file + " holds no dialog id.");
    }
    return dialogs;
  }
}

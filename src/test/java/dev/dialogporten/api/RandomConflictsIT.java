package dev.dialogporten.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The conflicts of a 412 against an account that knows nothing of the change log: the documents
 * after each edit, compared member by member. Edits of one dialog follow each other, so that their
 * order is known; those of different dialogs share batches. {@code -Dconflicts.edits=100000} for a
 * long run.
 */
@ExtendWith(ServiceExtension.class)
class RandomConflictsIT {
  private static final int EDITS = Integer.getInteger("conflicts.edits", 200);
  private static final int DIALOGS = 8;

  private static final List<String> MEMBERS =
      List.of(
          "status",
          "progress",
          "extendedStatus",
          "externalReference",
          "dueAt",
          "process",
          "content",
          "searchTags",
          "attachments",
          "guiActions",
          "transmissions",
          "activities",
          "hasUnopenedContent",
          "deletedAt");

  private final DialogFixture fixture;

  RandomConflictsIT(DialogFixture fixture) {
    this.fixture = fixture;
  }

  @Test
  void sameAsTheIndependentAccount() {
    List<CompletableFuture<Integer>> runs =
        IntStream.range(0, DIALOGS)
            .mapToObj(n -> CompletableFuture.supplyAsync(() -> new Account(n).run(EDITS / DIALOGS)))
            .toList();
    int compared = runs.stream().mapToInt(CompletableFuture::join).sum();
    System.out.println("conflict lists compared: " + compared);
    assertThat(compared).isGreaterThanOrEqualTo(EDITS / 2);
  }

  private final class Account {
    private final Random random;
    private final DialogFixture dialog =
        fixture.with(Dialogs.create(fixture.owner()).put("progress", 1));
    private final ApiClient client = dialog.client();
    private final ApiClient showing = client.header("Prefer", "return=representation");
    private final String path = dialog.path();
    private final List<JsonObject> states = new ArrayList<>(List.of(dialog.dialog()));

    Account(int seed) {
      random = new Random(seed);
    }

    /** Returns how many lists were compared. */
    int run(int edits) {
      int compared = 0;
      for (int i = 0; i < edits; i++) {
        ApiResponse answer = edit().send();
        if (answer.status() < 300 && isNew(answer.json())) {
          states.add(answer.json());
        }
        compared += compare(random.nextInt(states.size()));
      }
      return compared;
    }

    private boolean isNew(JsonObject state) {
      return !state.getString("revision").equals(newest().getString("revision"));
    }

    private JsonObject newest() {
      return states.get(states.size() - 1);
    }

    private int compare(int index) {
      JsonObject old = states.get(index);
      JsonObject now = newest();
      if (old == now) {
        return 0; // the tag would not be stale
      }
      ApiResponse answer =
          client.ifMatch("\"" + old.getString("revision") + "\"").post(path + "/actions/restore");
      if (answer.status() != 412) {
        return 0;
      }
      JsonObject problem = answer.json();
      assertThat(problem.getString("currentRevision")).isEqualTo(now.getString("revision"));
      Map<String, String> told = new TreeMap<>();
      for (Object one : problem.getJsonArray("conflicts")) {
        told.put(((JsonObject) one).getString("member"), ((JsonObject) one).getString("revision"));
      }
      Map<String, String> expected = new TreeMap<>();
      for (int i = index + 1; i < states.size(); i++) {
        for (String member : MEMBERS) {
          if (!Objects.equals(states.get(i - 1).getValue(member), states.get(i).getValue(member))) {
            expected.put(member, states.get(i).getString("revision"));
          }
        }
      }
      assertThat(told).isEqualTo(expected);
      return 1;
    }

    private Edit edit() {
      int value = random.nextInt(1, 100);
      String silent = random.nextInt(4) == 0 ? "?isSilentUpdate=true" : "";
      if (newest().containsKey("deletedAt")) {
        return () -> showing.post(path + "/actions/restore" + silent);
      }
      return switch (random.nextInt(11)) {
        case 0 -> patch(silent, "add", "/progress", value);
        case 1 -> patch(silent, "add", "/extendedStatus", "s" + value % 3);
        case 2 -> patch(silent, "remove", "/extendedStatus", null);
        case 3 ->
            patch(silent, "add", "/searchTags/-", new JsonObject().put("value", "tag" + value));
        case 4 -> patch(silent, "remove", "/searchTags/0", null);
        case 5 -> patch(silent, "add", "/status", value % 2 == 0 ? "InProgress" : "Awaiting");
        case 6 -> patch(silent, "replace", "/content/title/value/0/value", "t" + value);
        case 7 -> patch(silent, "add", "/externalReference", "r" + value % 3);
        case 8 -> () -> showing.post(path + "/transmissions" + silent, Dialogs.transmission());
        case 9 -> () -> showing.post(path + "/activities" + silent, Dialogs.activity());
        default -> () -> showing.delete(path + silent);
      };
    }

    private Edit patch(String query, String op, String pointer, Object value) {
      JsonArray patch = DialogFixture.one(Dialogs.operation(op, pointer, value));
      return () -> showing.patch(path + query, patch);
    }
  }

  private interface Edit {
    ApiResponse send();
  }
}

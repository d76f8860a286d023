package dev.dialogporten.attack;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Another organisation that goes about its business while somebody attacks. Its calls run one after
 * another on the thread that calls {@link #round}; a call is any code that throws when the answer
 * is not the expected one.
 */
public final class Bystander {
  private final Map<String, Runnable> calls = new LinkedHashMap<>();
  private Map<String, List<Long>> nanos;
  private Map<String, Integer> errors;

  public Bystander() {
    reset();
  }

  /** One that reads and changes a dialog of its own. */
  public static Bystander of(TestService service) {
    ServiceOwner owner = ServiceOwner.fresh();
    return of(service.client(owner), owner);
  }

  static Bystander of(ApiClient client, ServiceOwner owner) {
    String path =
        ApiClient.DIALOGS
            + "/"
            + client.post(ApiClient.DIALOGS, Dialogs.create(owner)).expect(201).id();
    AtomicInteger count = new AtomicInteger();
    return new Bystander()
        .with("GET", () -> client.get(path).expect(200))
        .with(
            "PATCH",
            () ->
                client
                    .patch(path, Dialogs.newTitle("Title " + count.incrementAndGet()))
                    .expect(204));
  }

  /** With one more kind of call in each round. */
  public Bystander with(String name, Runnable call) {
    calls.put(name, call);
    reset();
    return this;
  }

  /** One call of each kind. */
  void round() {
    calls.forEach(
        (name, call) -> {
          long start = System.nanoTime();
          try {
            call.run();
          } catch (AssertionError | RuntimeException e) {
            errors.merge(name, 1, Integer::sum);
          }
          nanos.get(name).add(System.nanoTime() - start);
        });
  }

  /** The figures since the last time they were taken. */
  Map<String, Figures> take() {
    Map<String, Figures> taken = new LinkedHashMap<>();
    nanos.forEach(
        (name, times) -> taken.put(name, Figures.of(times, errors.getOrDefault(name, 0))));
    reset();
    return taken;
  }

  private void reset() {
    nanos = new LinkedHashMap<>();
    errors = new LinkedHashMap<>();
    calls.keySet().forEach(name -> nanos.put(name, new ArrayList<>()));
  }
}

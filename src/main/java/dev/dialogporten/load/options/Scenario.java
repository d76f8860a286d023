package dev.dialogporten.load.options;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** What the virtual users do. */
public sealed interface Scenario {

  String NAMES = Operation.labels() + ", mixed, hot, hot-activity";

  String name();

  Operation next(SplittableRandom random);

  /** Every operation that {@link #next} can return. */
  List<Operation> operations();

  /** All users work on one dialog, so that a 412 or 409 is part of the game and no failure. */
  default boolean contended() {
    return false;
  }

  /** The same operation again and again, each user on its own dialogs. */
  record Single(Operation operation) implements Scenario {
    @Override
    public String name() {
      return operation.label();
    }

    @Override
    public Operation next(SplittableRandom random) {
      return operation;
    }

    @Override
    public List<Operation> operations() {
      return List.of(operation);
    }
  }

  /** Operations drawn by weight, each user on its own dialogs. */
  record Mixed(String name, List<Share> shares) implements Scenario {
    record Share(Operation operation, int weight) {}

    @Override
    public Operation next(SplittableRandom random) {
      int drawn = random.nextInt(shares.stream().mapToInt(Share::weight).sum());
      for (Share share : shares) {
        drawn -= share.weight();
        if (drawn < 0) {
          return share.operation();
        }
      }
      throw new IllegalStateException("weights do not add up");
    }

    @Override
    public List<Operation> operations() {
      return shares.stream().map(Share::operation).toList();
    }
  }

  /** Everybody writes to the same dialog. */
  record Hot(String name, Operation operation) implements Scenario {
    @Override
    public Operation next(SplittableRandom random) {
      return operation;
    }

    @Override
    public List<Operation> operations() {
      return List.of(operation);
    }

    @Override
    public boolean contended() {
      return true;
    }
  }

  /**
   * @param text a name, or a mix such as {@code patch=70,get=20,activity=10}
   */
  static Scenario parse(String text) throws LoadFault {
    if (text.indexOf('=') >= 0) {
      return mix(text, text);
    }
    return switch (text) {
      case "mixed" -> mix(text, "patch=70,get=20,activity=10");
      case "hot" -> new Hot(text, Operation.PATCH);
      case "hot-activity" -> new Hot(text, Operation.ACTIVITY);
      default -> {
        for (Operation operation : Operation.values()) {
          if (operation.label().equals(text)) {
            yield new Single(operation);
          }
        }
        throw LoadFault.usage(
            "Unknown scenario \""
                + text
                + "\"; known: "
                + NAMES
                + ", or a mix like get=50,put=50.");
      }
    };
  }

  private static Mixed mix(String name, String text) throws LoadFault {
    List<Mixed.Share> shares = new ArrayList<>();
    Set<Operation> seen = new HashSet<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      String weight = part.substring(equals + 1);
      if (equals < 1 || !weight.matches("[1-9][0-9]{0,3}")) {
        throw LoadFault.usage(
            "Bad mix \"" + text + "\"; write it like patch=70,get=20,activity=10.");
      }
      Operation operation = Operation.ofLabel(part.substring(0, equals));
      if (!seen.add(operation)) {
        throw LoadFault.usage("The mix \"" + text + "\" names " + operation.label() + " twice.");
      }
      shares.add(new Mixed.Share(operation, Integer.parseInt(weight)));
    }
    return new Mixed(name, List.copyOf(shares));
  }
}

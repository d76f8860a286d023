package dev.dialogporten.testing;

import dev.dialogporten.testing.Contract.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which of the described answers the tests of this JVM were given. When it ends, those that nobody
 * has seen are listed in {@code target/contract-coverage.txt}: each wants a test, or should not be
 * described.
 */
final class ContractCoverage {
  private static final Path REPORT = Path.of("target", "contract-coverage.txt");

  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  ContractCoverage(Contract contract) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> report(contract.operations())));
  }

  void saw(Operation operation, int status) {
    seen.add(name(operation, Integer.toString(status)));
  }

  private void report(List<Operation> operations) {
    Set<String> unseen = new TreeSet<>();
    int described = 0;
    for (Operation operation : operations) {
      var responses = operation.description().path("responses").fieldNames();
      while (responses.hasNext()) {
        described++;
        String answer = name(operation, responses.next());
        if (!seen.contains(answer)) {
          unseen.add(answer);
        }
      }
    }
    String summary =
        "%d of %d described answers were given.%n".formatted(described - unseen.size(), described);
    try {
      Files.createDirectories(REPORT.getParent());
      Files.writeString(REPORT, summary + String.join(System.lineSeparator(), unseen) + "\n");
    } catch (IOException e) {
      System.err.println("no " + REPORT + ": " + e);
    }
  }

  private static String name(Operation operation, String status) {
    return operation.id() + " " + status;
  }
}

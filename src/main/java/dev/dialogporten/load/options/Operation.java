package dev.dialogporten.load.options;

import java.util.Set;

/** One kind of request the driver can send. */
public enum Operation {
  PATCH("patch", Set.of(204), true),
  PUT("put", Set.of(204), true),
  ACTIVITY("activity", Set.of(201), false),
  TRANSMISSION("transmission", Set.of(201), false),
  CREATE("create", Set.of(201), false),
  GET("get", Set.of(200), false),
  /** GET with If-None-Match; a target without conditional reads answers 200. */
  GET_UNCHANGED("get-unchanged", Set.of(304, 200), true);

  private final String label;
  private final Set<Integer> expected;
  private final boolean conditional;

  Operation(String label, Set<Integer> expected, boolean conditional) {
    this.label = label;
    this.expected = expected;
    this.conditional = conditional;
  }

  public String label() {
    return label;
  }

  /** Whether the request carries the ETag the driver last saw. */
  public boolean conditional() {
    return conditional;
  }

  public boolean expects(int status) {
    return expected.contains(status);
  }

  static Operation ofLabel(String label) throws LoadFault {
    for (Operation operation : values()) {
      if (operation.label.equals(label)) {
        return operation;
      }
    }
    throw LoadFault.usage("Unknown operation \"" + label + "\"; known: " + labels() + ".");
  }

  static String labels() {
    StringBuilder labels = new StringBuilder();
    for (Operation operation : values()) {
      labels.append(labels.isEmpty() ? "" : ", ").append(operation.label);
    }
    return labels.toString();
  }
}

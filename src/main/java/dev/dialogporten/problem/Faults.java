package dev.dialogporten.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects faults by key, so that one answer can report all of them. Not thread-safe. */
public final class Faults {
  /** Bounds the answer to a body with thousands of faults. */
  private static final int MAX_TEXTS = 200;

  private final Map<String, List<String>> texts = new LinkedHashMap<>();
  private int count;

  /** Adds one text under a key; the same text under the same key is kept once. */
  public Faults add(String key, String text) {
    if (count >= MAX_TEXTS) {
      return this;
    }
    List<String> list = texts.computeIfAbsent(key, k -> new ArrayList<>(1));
    if (!list.contains(text)) {
      list.add(text);
      count++;
    }
    return this;
  }

  public Faults addAll(Faults other) {
    other.texts.forEach((key, list) -> list.forEach(text -> add(key, text)));
    return this;
  }

  public boolean isEmpty() {
    return texts.isEmpty();
  }

  /** Whether further texts would be dropped, so that looking for more faults is of no use. */
  public boolean isFull() {
    return count >= MAX_TEXTS;
  }

  /** The faults as one problem of the given type. */
  public Problem toProblem(ProblemType type) {
    return Problem.of(type, texts);
  }

  /** Throws a {@link ProblemException} when there is any fault. */
  public void throwIfAny(ProblemType type) {
    if (!isEmpty()) {
      throw toProblem(type).toException();
    }
  }
}

package dev.dialogporten.management;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules that Prometheus has for names and help texts, for one page of metrics. */
final class MetricNames {
  private static final Set<String> ABBREVIATED =
      Set.of("ns", "us", "ms", "sec", "s", "min", "kb", "mb", "b", "pct");

  private MetricNames() {}

  static List<String> faults(String page) {
    Map<String, String> help = new HashMap<>();
    Map<String, String> types = new HashMap<>();
    for (String line : page.lines().toList()) {
      String[] words = line.split(" ", 4);
      if (line.startsWith("# HELP ")) {
        help.put(words[2], words.length > 3 ? words[3].strip() : "");
      } else if (line.startsWith("# TYPE ")) {
        types.put(words[2], words[3]);
      }
    }
    List<String> faults = new ArrayList<>();
    types.forEach((name, type) -> check(name, type, help.getOrDefault(name, ""), faults));
    return faults;
  }

  private static void check(String name, String type, String help, List<String> faults) {
    if (help.isEmpty()) {
      faults.add(name + ": no help");
    }
    if (!name.matches("[a-z][a-z0-9_]*")) {
      faults.add(name + ": not in snake case");
    }
    if (type.equals("counter") != name.endsWith("_total")) {
      faults.add(name + ": suffix _total is for counters, and for all of them");
    }
    for (String suffix : List.of("_count", "_sum", "_bucket")) {
      if (name.endsWith(suffix)) {
        faults.add(name + ": suffix " + suffix);
      }
    }
    for (String word : name.split("_")) {
      if (ABBREVIATED.contains(word)) {
        faults.add(name + ": unit " + word);
      }
    }
  }
}

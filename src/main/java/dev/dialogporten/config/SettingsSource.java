package dev.dialogporten.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Raw values: the properties, then the environment on top. Remembers which keys were declared and
 * which values were used, so that what is left over can be reported.
 */
final class SettingsSource {
  static final String VARIABLE_PREFIX = "DIALOGPORTEN_";

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");

  private final Map<String, String> properties;
  private final String propertiesName;
  private final Map<String, String> variables = new TreeMap<>();
  private final Set<String> used = new TreeSet<>();
  private final Map<String, String> declared = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  /** One value and the place it came from. */
  record Value(String text, String origin) {}

  SettingsSource(
      Map<String, String> properties, String propertiesName, Map<String, String> environment) {
    this.properties = new TreeMap<>(properties);
    this.propertiesName = propertiesName;
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(VARIABLE_PREFIX) && !name.equals(SettingsLoader.CONFIG_VARIABLE)) {
            variables.put(name, value);
          }
        });
  }

  /** {@code http.max-in-flight} to {@code DIALOGPORTEN_HTTP_MAX_IN_FLIGHT}. */
  static String variable(String key) {
    return VARIABLE_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The value of a key; an empty one counts as not given. */
  Optional<Value> find(String key) {
    String variable = variable(key);
    used.add(key);
    used.add(variable);
    String fromVariable = variables.get(variable);
    if (fromVariable != null && !fromVariable.isBlank()) {
      return Optional.of(new Value(fromVariable.trim(), variable));
    }
    String fromFile = properties.get(key);
    if (fromFile != null && !fromFile.isBlank()) {
      return Optional.of(new Value(fromFile.trim(), propertiesName));
    }
    return Optional.empty();
  }

  void declare(String key, String fallback) {
    declared.put(key, fallback);
  }

  void fault(String text) {
    faults.add(text);
  }

  /** Every key there is with its default text; named groups hold {@code <name>}. */
  Map<String, String> declared() {
    return declared;
  }

  /**
   * Names given to the members of a named group, in the file or by variables; the file's spelling
   * wins where both mean the same.
   */
  Set<String> names(String group, Set<String> members) {
    Map<String, String> byVariable = new HashMap<>();
    for (String key : properties.keySet()) {
      if (key.startsWith(group + ".")) {
        String name = key.substring(group.length() + 1).split("\\.", 2)[0];
        if (NAME.matcher(name).matches()) {
          byVariable.put(variable(name), name);
        } else {
          used.add(key);
          fault(key + ": \"" + name + "\" is not a name; use a-z, 0-9 and dashes");
        }
      }
    }
    for (String variable : variables.keySet()) {
      nameIn(variable, variable(group) + "_", members)
          .ifPresent(name -> byVariable.putIfAbsent(variable(name), name));
    }
    return new TreeSet<>(byVariable.values());
  }

  private static Optional<String> nameIn(String variable, String start, Set<String> members) {
    if (!variable.startsWith(start)) {
      return Optional.empty();
    }
    String rest = variable.substring(start.length());
    return members.stream()
        .map(member -> "_" + variable(member).substring(VARIABLE_PREFIX.length()))
        .filter(end -> rest.endsWith(end) && rest.length() > end.length())
        // the longest member, so that name + ".keys.url" is not read as name-keys + ".url"
        .max((a, b) -> Integer.compare(a.length(), b.length()))
        .map(end -> rest.substring(0, rest.length() - end.length()))
        .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
        .filter(name -> NAME.matcher(name).matches());
  }

  /** All faults, with one for each key and variable that no reader asked for. */
  List<String> faults() {
    List<String> all = new ArrayList<>(faults);
    for (String key : properties.keySet()) {
      if (!used.contains(key)) {
        all.add(key + " (" + propertiesName + "): unknown key; " + allowedNear(key));
      }
    }
    for (String variable : variables.keySet()) {
      if (!used.contains(variable)) {
        String key = variable.substring(VARIABLE_PREFIX.length()).toLowerCase(Locale.ROOT);
        all.add(variable + ": unknown variable; " + allowedNear(key.replace('_', '.')));
      }
    }
    return all;
  }

  private String allowedNear(String key) {
    String group = key.split("\\.", 2)[0];
    List<String> siblings =
        declared.keySet().stream().filter(k -> k.startsWith(group + ".")).toList();
    if (!siblings.isEmpty()) {
      return "allowed here: " + String.join(", ", siblings);
    }
    Set<String> groups = new TreeSet<>();
    declared.keySet().forEach(k -> groups.add(k.split("\\.", 2)[0] + ".*"));
    return "allowed: " + String.join(", ", groups);
  }
}

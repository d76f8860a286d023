package dev.dialogporten.load.options;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Options as given on the command line: {@code --name value}, {@code --name=value} or a flag. */
public final class Arguments {
  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * @param valued names that take a value
   * @param flags names that take none
   */
  static Arguments parse(String[] args, Set<String> valued, Set<String> flags) throws LoadFault {
    Arguments arguments = new Arguments();
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      if (!arg.startsWith("--")) {
        throw LoadFault.usage("Unexpected argument \"" + arg + "\".");
      }
      int equals = arg.indexOf('=');
      String name = arg.substring(2, equals < 0 ? arg.length() : equals);
      String value;
      if (flags.contains(name)) {
        if (equals >= 0) {
          throw LoadFault.usage("--" + name + " takes no value.");
        }
        value = "";
      } else if (!valued.contains(name)) {
        throw LoadFault.usage("Unknown option --" + name + ".");
      } else if (equals >= 0) {
        value = arg.substring(equals + 1);
      } else if (++i < args.length) {
        value = args[i];
      } else {
        throw LoadFault.usage("--" + name + " needs a value.");
      }
      if (arguments.values.put(name, value) != null) {
        throw LoadFault.usage("--" + name + " is given twice.");
      }
    }
    return arguments;
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The value, or {@code fallback} when the option was not given. */
  String text(String name, String fallback) {
    return values.getOrDefault(name, fallback);
  }

  int integer(String name, int fallback, int min, int max) throws LoadFault {
    String text = values.get(name);
    if (text == null) {
      return fallback;
    }
    int value;
    try {
      value = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw badNumber(name, text, min, max);
    }
    if (value < min || value > max) {
      throw badNumber(name, text, min, max);
    }
    return value;
  }

  double decimal(String name, double fallback, double min, double max) throws LoadFault {
    String text = values.get(name);
    if (text == null) {
      return fallback;
    }
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw badNumber(name, text, (long) min, (long) max);
    }
    if (!(value >= min && value <= max)) {
      throw badNumber(name, text, (long) min, (long) max);
    }
    return value;
  }

  private static LoadFault badNumber(String name, String text, long min, long max) {
    return LoadFault.usage(
        "--" + name + " \"" + text + "\" must be a number from " + min + " to " + max + ".");
  }
}

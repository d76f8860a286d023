package dev.dialogporten.load.options;

import java.util.List;
import java.util.StringJoiner;
import picocli.CommandLine;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Options as given on the command line, and the numbers in them. */
public final class Arguments {
  private final ParseResult parsed;

  public Arguments(ParseResult parsed) {
    this.parsed = parsed;
  }

  static Arguments parse(String[] args) throws LoadFault {
    try {
      return new Arguments(new CommandLine(OptionTable.spec()).parseArgs(args));
    } catch (ParameterException e) {
      throw fault(e, args);
    }
  }

  /** What is wrong with a command line, in the words that all other faults of options have. */
  public static LoadFault fault(ParameterException e, String[] args) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().get(0);
      return LoadFault.usage(
          unmatched.isUnknownOption()
              ? "Unknown option " + first.replaceFirst("=.*", "") + "."
              : "Unexpected argument \"" + first + "\".");
    }
    if (e instanceof MaxValuesExceededException) {
      return LoadFault.usage(valuedFlag(e.getCommandLine().getCommandSpec(), args));
    }
    if (e instanceof OverwrittenOptionException twice) {
      return LoadFault.usage(
          ((OptionSpec) twice.getOverwritten()).longestName() + " is given twice.");
    }
    if (e instanceof MissingParameterException missing
        && missing.getMissing().get(0) instanceof OptionSpec option) {
      return LoadFault.usage(option.longestName() + " needs a value.");
    }
    return LoadFault.usage(e.getMessage());
  }

  /** The parser does not tell which option it is. */
  private static String valuedFlag(CommandSpec spec, String[] args) {
    for (String arg : args) {
      OptionSpec option = spec.findOption(arg.replaceFirst("=.*", ""));
      if (option != null && option.arity().max() == 0 && arg.contains("=")) {
        return option.longestName() + " takes no value.";
      }
    }
    return "An option that takes no value has one.";
  }

  boolean has(String name) {
    return parsed.hasMatchedOption("--" + name);
  }

  /** The value, or {@code fallback} when the option was not given. */
  String text(String name, String fallback) {
    return parsed.matchedOptionValue("--" + name, fallback);
  }

  /** All values of an option that may be given several times. */
  List<String> texts(String name) {
    return parsed.matchedOptionValue("--" + name, List.of());
  }

  /** What was typed, without the token. */
  String command() {
    StringJoiner command = new StringJoiner(" ", "load ", "");
    String before = "";
    for (String arg : parsed.originalArgs()) {
      String shown = arg.startsWith("--token=") ? "--token=***" : arg;
      command.add(before.equals("--token") ? "***" : shown);
      before = arg;
    }
    return command.toString();
  }

  int integer(String name, int fallback, int min, int max) throws LoadFault {
    String text = text(name, null);
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
    String text = text(name, null);
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

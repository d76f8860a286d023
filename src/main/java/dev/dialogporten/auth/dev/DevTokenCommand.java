package dev.dialogporten.auth.dev;

import dev.dialogporten.config.AuthSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** The sub-command {@code token}: prints a development token for a service on this machine. */
public final class DevTokenCommand {
  private static final String USAGE =
      """
      usage: token [--org NUMBER] [--code SHORT-NAME] [--scope SCOPE]... [--pid NUMBER]
                   [--system-user UUID] [--ttl SECONDS]
      Prints a development token, signed with the key of auth.dev.key-file. Without options it is
      that of the sample service owner (991825827, ttd) with the ordinary scopes, for a day.
      """;

  private DevTokenCommand() {}

  /**
   * Prints a token, or what is wrong with the arguments.
   *
   * @param arguments what follows the word {@code token}
   * @return the exit code
   */
  public static int run(
      List<String> arguments, AuthSettings settings, PrintStream out, PrintStream err) {
    DevTokenRequest request;
    try {
      request = request(arguments);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.print(USAGE);
      return 2;
    }
    if (settings.mode() != AuthSettings.Mode.DEV) {
      err.println("auth.mode is not dev: a service with these settings would refuse the token");
      return 2;
    }
    try {
      AuthSettings.Dev dev = settings.dev();
      out.println(DevIssuer.open(dev.issuer(), dev.keyFile()).mint(request));
      return 0;
    } catch (IOException e) {
      err.println("cannot use " + settings.dev().keyFile() + ": " + e);
      return 1;
    }
  }

  private static DevTokenRequest request(List<String> arguments) {
    DevTokenRequest request = DevTokenRequest.ofDefaults();
    List<String> scopes = new ArrayList<>();
    Iterator<String> rest = arguments.iterator();
    String code = null;
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--org" -> request = request.withOrganization(value(option, rest), null);
        case "--code" -> code = value(option, rest);
        case "--scope" -> scopes.addAll(Arrays.asList(value(option, rest).split("[ ,]+")));
        case "--pid" -> request = request.withPid(value(option, rest));
        case "--system-user" -> request = request.withSystemUser(value(option, rest));
        case "--ttl" -> request = request.withTtl(seconds(value(option, rest)));
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }
    if (code != null) {
      request = request.withOrganization(request.organizationNumber(), code);
    }
    return scopes.isEmpty() ? request : request.withScopes(scopes);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.next();
  }

  private static Duration seconds(String text) {
    try {
      return Duration.ofSeconds(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--ttl needs a number of seconds", e);
    }
  }
}

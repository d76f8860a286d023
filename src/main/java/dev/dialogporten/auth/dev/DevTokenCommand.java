package dev.dialogporten.auth.dev;

import dev.dialogporten.config.AuthSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntBiFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The sub-command {@code token}: prints a development token for a service on this machine. */
@Command(
    name = "token",
    synopsisHeading = "usage: ",
    descriptionHeading = "%n",
    optionListHeading = "%n",
    description = {
      "prints a development token, signed with the key of auth.dev.key-file or, with"
          + " database.url, the one in that database",
      "Without options it is that of the sample service owner (991825827, ttd) with the ordinary"
          + " scopes, for a day."
    })
public final class DevTokenCommand implements Callable<Integer> {
  private final Settings settings;
  private final PrintStream out;
  private final PrintStream err;

  @Option(names = "--org", paramLabel = "NUMBER", description = "organisation number")
  private String organization;

  @Option(names = "--code", paramLabel = "SHORT-NAME", description = "its short name")
  private String code;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      split = "[ ,]+",
      splitSynopsisLabel = ",",
      description = "instead of the ordinary scopes; several with commas between")
  private List<String> scopes = List.of();

  @Option(names = "--pid", paramLabel = "NUMBER", description = "identity number of an end user")
  private String pid;

  @Option(names = "--system-user", paramLabel = "UUID", description = "id of a system user")
  private String systemUser;

  @Option(names = "--ttl", paramLabel = "SECONDS", description = "how long it is valid")
  private Integer ttl;

  @Spec private CommandSpec spec;

  /** Runs with the settings, once the command line has told where they are. */
  public interface Settings {
    int with(ToIntBiFunction<AuthSettings, SharedKey> use);
  }

  private DevTokenCommand(Settings settings, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.out = out;
    this.err = err;
  }

  /** The command, to be added to others or run. */
  public static CommandLine commandLine(Settings settings, PrintStream out, PrintStream err) {
    return new CommandLine(new DevTokenCommand(settings, out, err))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setParameterExceptionHandler(
            (fault, arguments) -> {
              err.println(fault.getMessage());
              fault.getCommandLine().usage(err);
              return 2;
            });
  }

  /**
   * Prints a token, or what is wrong with the arguments.
   *
   * @param arguments what follows the word {@code token}
   * @return the exit code
   */
  public static int run(
      List<String> arguments,
      AuthSettings settings,
      SharedKey shared,
      PrintStream out,
      PrintStream err) {
    return commandLine(use -> use.applyAsInt(settings, shared), out, err)
        .execute(arguments.toArray(String[]::new));
  }

  @Override
  public Integer call() {
    DevTokenRequest request;
    try {
      request = request();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return settings.with((auth, shared) -> print(request, auth, shared));
  }

  private int print(DevTokenRequest request, AuthSettings settings, SharedKey shared) {
    if (settings.mode() != AuthSettings.Mode.DEV) {
      err.println("auth.mode is not dev: a service with these settings would refuse the token");
      return 2;
    }
    try {
      out.println(DevIssuer.open(settings.dev(), shared).mint(request));
      return 0;
    } catch (IOException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private DevTokenRequest request() {
    DevTokenRequest request = DevTokenRequest.ofDefaults();
    if (organization != null) {
      request = request.withOrganization(organization, null);
    }
    if (code != null) {
      request = request.withOrganization(request.organizationNumber(), code);
    }
    if (!scopes.isEmpty()) {
      request = request.withScopes(scopes);
    }
    if (pid != null) {
      request = request.withPid(pid);
    }
    if (systemUser != null) {
      request = request.withSystemUser(systemUser);
    }
    return ttl == null ? request : request.withTtl(Duration.ofSeconds(ttl));
  }
}

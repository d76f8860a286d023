package dev.dialogporten.http.exchange;

import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads {@code Accept}, where an endpoint has to say that it has nothing the caller takes. */
public final class AcceptedTypes {
  /** A weight of zero means "not acceptable" (RFC 9110 section 12.4.2). */
  private static final Pattern REFUSED = Pattern.compile(";\\s*q\\s*=\\s*0(\\.0{0,3})?\\s*(;|$)");

  private AcceptedTypes() {}

  /** Throws a {@code ProblemException} (406) when the caller takes no JSON. */
  public static void requireJson(ApiRequest request) {
    if (!acceptsJson(request.headers("Accept"))) {
      throw Problem.of(ProblemType.NOT_ACCEPTABLE).toException();
    }
  }

  private static boolean acceptsJson(List<String> accept) {
    String ranges = String.join(",", accept).toLowerCase(Locale.ROOT);
    if (ranges.isBlank()) {
      return true;
    }
    for (String range : ranges.split(",")) {
      String type = range.split(";", 2)[0].strip();
      boolean json = List.of("*/*", "application/*", "application/json").contains(type);
      if (json && !REFUSED.matcher(range).find()) {
        return true;
      }
    }
    return false;
  }
}

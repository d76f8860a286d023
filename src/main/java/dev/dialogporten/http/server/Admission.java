package dev.dialogporten.http.server;

import dev.dialogporten.auth.Principal;
import dev.dialogporten.dialog.value.Parties;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** What is checked of every request after its token and before its content. Pure. */
final class Admission {
  private static final List<CharSequence> SINGLE_FIELDS =
      List.of(HttpHeaders.createOptimized("Authorization"), HttpHeaders.createOptimized("Host"));
  private static final MultiMap NO_QUERY = MultiMap.caseInsensitiveMultiMap();
  private static final String END_USER = "endUserId";
  private static final String END_USER_KEY = "EndUserId";
  private static final int PERSONAL_NUMBER_LENGTH = 11;

  private Admission() {}

  /**
   * Fields that stand once (RFC 9110 section 5.3): of two, a proxy may have believed the other one.
   */
  static void checkHead(HttpServerRequest request) {
    MultiMap headers = request.headers();
    for (CharSequence name : SINGLE_FIELDS) {
      if (headers.getAll(name).size() > 1) {
        throw Problem.of(
                ProblemType.INVALID_PARAMETER,
                name.toString(),
                "The request must not have the header more than once.")
            .toException();
      }
    }
  }

  /** For changes of what has no revision to compare with. */
  static void checkUnconditional(HttpServerRequest request) {
    if (request.headers().contains(HttpHeaders.IF_MATCH)) {
      throw Problem.of(
              ProblemType.PRECONDITION_NOT_SUPPORTED,
              "If-Match",
              "This operation cannot be made conditional. Repeat it without If-Match.")
          .toException();
    }
  }

  /** The query by name in any case. Throws a {@code ProblemException} when it cannot be decoded. */
  static MultiMap query(HttpServerRequest request) {
    if (request.path().contains("%00")) {
      // no text of the database can hold it
      throw Problem.of(
              ProblemType.INVALID_PARAMETER,
              "path",
              "The path must not contain the character U+0000.")
          .toException();
    }
    if (request.query() == null) {
      return NO_QUERY;
    }
    try {
      return request.params();
    } catch (IllegalArgumentException e) {
      throw Problem.of(
              ProblemType.INVALID_PARAMETER, "query", "The query is not validly percent-encoded.")
          .toException();
    }
  }

  /**
   * A service owner that names a person with {@code endUserId}, on any endpoint, acts on that
   * person's behalf.
   */
  static Principal actingFor(Principal principal, MultiMap query) {
    String endUser = query.get(END_USER);
    if (endUser == null || !principal.isServiceProvider() || principal.caller() == null) {
      return principal;
    }
    String number =
        endUser.startsWith(Parties.PERSON) ? endUser.substring(Parties.PERSON.length()) : endUser;
    if (number.length() != PERSONAL_NUMBER_LENGTH || !Parties.isPersonalNumber(number)) {
      throw Problem.of(
              ProblemType.INVALID_PARAMETER,
              END_USER_KEY,
              "The value must be a valid personal number, as "
                  + Parties.PERSON
                  + "{number} or as the number alone.")
          .toException();
    }
    return principal.onBehalfOf(Parties.PERSON + number);
  }
}

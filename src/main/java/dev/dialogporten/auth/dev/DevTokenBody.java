package dev.dialogporten.auth.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The JSON body that asks for a development token: {@code {orgNumber, orgCode, scopes, pid,
 * systemUser, ttl}}, all of them optional. What is missing is taken from the sample service owner;
 * null means that the token says nothing about it.
 */
final class DevTokenBody {
  private static final Set<String> MEMBERS =
      new TreeSet<>(List.of("orgNumber", "orgCode", "scopes", "pid", "systemUser", "ttl"));
  private static final long MAX_TTL = Duration.ofDays(3650).toSeconds();

  private final JsonNode body;
  private final Faults faults = new Faults();

  private DevTokenBody(JsonNode body) {
    this.body = body;
  }

  /** Throws a {@link ProblemException} (400) that names every member in the way. */
  static DevTokenRequest read(JsonNode body) {
    return new DevTokenBody(body).toRequest();
  }

  private DevTokenRequest toRequest() {
    if (!(body instanceof ObjectNode)) {
      faults.add("SerializerErrors", "The body must be a JSON object.");
    }
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!MEMBERS.contains(name)) {
                faults.add(
                    name,
                    "'"
                        + name
                        + "' is not a member of a token request; there are "
                        + String.join(", ", MEMBERS)
                        + ".");
              }
            });
    boolean sample = !body.has("orgNumber");
    DevTokenRequest request =
        new DevTokenRequest(
            text("orgNumber", DevTokenRequest.DEFAULT_NUMBER),
            text("orgCode", sample ? DevTokenRequest.DEFAULT_CODE : null),
            scopes(),
            text("pid", null),
            text("systemUser", null),
            ttl());
    faults.throwIfAny(ProblemType.VALIDATION);
    return request;
  }

  private String text(String member, String fallback) {
    JsonNode value = body.get(member);
    if (value == null) {
      return fallback;
    }
    if (!value.isTextual() && !value.isNull()) {
      faults.add(member, "'" + member + "' must be a string or null.");
    }
    return value.textValue();
  }

  /** An array, or one string separated by blanks as in the claim. */
  private List<String> scopes() {
    JsonNode value = body.get("scopes");
    if (value == null) {
      return DevTokenRequest.SERVICE_OWNER_SCOPES;
    }
    List<String> scopes = new ArrayList<>();
    if (value.isTextual()) {
      scopes.addAll(List.of(value.textValue().strip().split("\\s+")));
    } else {
      value.forEach(each -> scopes.add(each.textValue()));
      if (!value.isArray() || scopes.contains(null)) {
        faults.add("scopes", "'scopes' must be an array of strings, or a string.");
        return List.of();
      }
    }
    return scopes;
  }

  /** Seconds. */
  private Duration ttl() {
    JsonNode value = body.get("ttl");
    if (value == null) {
      return DevTokenRequest.DEFAULT_TTL;
    }
    if (!value.isIntegralNumber() || Math.abs(value.doubleValue()) > MAX_TTL) {
      faults.add("ttl", "'ttl' must be a whole number of seconds, at most ten years.");
      return DevTokenRequest.DEFAULT_TTL;
    }
    return Duration.ofSeconds(value.longValue());
  }
}

package dev.dialogporten.dialog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.rules.BodyRules.RuleContext;
import dev.dialogporten.dialog.value.Instants;
import dev.dialogporten.dialog.value.Uuids;
import dev.dialogporten.problem.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One validation under way: the route, who asks, and the faults so far. Not thread-safe.
 *
 * @param route decides where the same element has different rules
 */
record Inspection(Route route, RuleContext context, Faults faults) {

  enum Route {
    CREATE,
    /** PUT and PATCH of a dialog. */
    UPDATE,
    /** POST of one transmission or activity. */
    APPEND,
    /** PUT of a transmission. */
    CORRECT
  }

  /** Clocks of clients may run ahead by this much. */
  private static final Duration TOLERANCE = Duration.ofSeconds(15);

  Caller caller() {
    return context.caller();
  }

  Instant now() {
    return context.now();
  }

  void fault(String key, String text) {
    faults.add(key, text);
  }

  void check(SectionSchema schema, JsonNode element, String path) {
    schema.check(element, path, faults);
  }

  void requireUnique(JsonNode list, String member, String path) {
    Duplicates.check(list, member, path, faults);
  }

  /** A client-supplied id must be a UUIDv7 whose time has come. */
  void checkId(JsonNode element, String path) {
    if (!element.has("id")) {
      return;
    }
    String text = element.get("id").textValue();
    UUID id = UUID.fromString(text);
    if (!Uuids.isVersion7(id)) {
      fault(
          path + ".id",
          "'id' must be a UUID of version 7 in big-endian form, but is " + text + '.');
    } else if (!Uuids.timestamp(id).isBefore(now().plus(TOLERANCE))) {
      fault(path + ".id", "'id' " + text + " has a timestamp that must not be in the future.");
    }
  }

  /** "Not in the future", with tolerance; false adds a fault. */
  void checkNotFuture(JsonNode element, String member, String path) {
    Instant time = time(element, member);
    if (time != null && time.isAfter(now().plus(TOLERANCE))) {
      fault(path + '.' + member, "'" + member + "' " + shown(time) + " must be in the past.");
    }
  }

  /** An expiry must not have passed yet. */
  void checkNotPassed(JsonNode element, String path) {
    Instant time = time(element, "expiresAt");
    if (time != null && time.isBefore(now())) {
      fault(path + ".expiresAt", "'expiresAt' " + shown(time) + " must be in the future.");
    }
  }

  /** Each text of a list of localizations, which may be longer than what a schema can say. */
  void checkLengths(JsonNode localizations, int limit, String path, String name) {
    int index = 0;
    for (JsonNode localization : localizations) {
      int length = localization.path("value").asText().length();
      if (length > limit) {
        fault(
            path + '[' + index + "].value",
            "'" + name + "' must have " + limit + " characters or fewer, but has " + length + '.');
      }
      index++;
    }
  }

  int textLimit(int forCorrespondence) {
    return caller().isCorrespondence() ? forCorrespondence : ContentType.ORDINARY_LIMIT;
  }

  /** Null when absent. */
  static Instant time(JsonNode element, String member) {
    JsonNode time = element.get(member);
    return time == null || !time.isTextual() ? null : Instants.ofBound(time.textValue());
  }

  static String shown(Instant time) {
    return Instants.format(time);
  }
}

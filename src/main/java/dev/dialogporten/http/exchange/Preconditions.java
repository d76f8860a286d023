package dev.dialogporten.http.exchange;

import dev.dialogporten.config.HttpSettings.EtagForm;
import dev.dialogporten.dialog.Precondition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Conditional requests (RFC 9110 section 13) and the entity-tags they speak of. A revision is
 * written as a strong entity-tag; read in that form or as a bare UUID, which is what clients of the
 * reference send.
 */
public final class Preconditions {
  private final boolean bare;

  private Preconditions(boolean bare) {
    this.bare = bare;
  }

  public static Preconditions of(EtagForm form) {
    return new Preconditions(form == EtagForm.BARE);
  }

  /** Value of {@code ETag}. */
  public String etag(UUID revision) {
    return bare ? revision.toString() : "\"" + revision + "\"";
  }

  /**
   * Reads {@code If-Match}, by strong comparison (RFC 9110 section 8.8.3.2): weak tags and tags
   * that are no revision never match.
   *
   * @param lines the header's field lines, none when absent
   * @return empty when the field cannot be read
   */
  public static Optional<Precondition> ifMatch(List<String> lines) {
    if (lines.isEmpty()) {
      return Optional.of(Precondition.ABSENT);
    }
    return Tags.parse(String.join(",", lines))
        .map(tags -> tags.any ? Precondition.ANY : Precondition.listed(tags.strong, tags.weak));
  }

  /**
   * Whether {@code If-None-Match} names this revision, by weak comparison. A field that cannot be
   * read is no condition.
   */
  public static boolean isNoneMatchFulfilled(List<String> lines, UUID revision) {
    if (lines.isEmpty()) {
      return true;
    }
    return Tags.parse(String.join(",", lines))
        .map(tags -> !tags.any && !tags.strong.contains(revision) && !tags.weak.contains(revision))
        .orElse(true);
  }

  /** A list of entity-tags, or {@code *}. */
  private static final class Tags {
    private static final String WEAK = "W/";

    private final Set<UUID> strong = new HashSet<>(2);
    private final Set<UUID> weak = new HashSet<>(2);
    private boolean any;
    private int count;

    static Optional<Tags> parse(String field) {
      Tags tags = new Tags();
      int at = 0;
      while (at < field.length()) {
        char c = field.charAt(at);
        if (c == ',' || c == ' ' || c == '\t') {
          at++; // empty elements of a list are to be ignored (RFC 9110 section 5.6.1.2)
          continue;
        }
        boolean quoted = c == '"' || field.startsWith(WEAK + "\"", at);
        int end = quoted ? closing(field, at) : blank(field, at);
        boolean valid =
            end > 0
                && (quoted
                    ? tags.addQuoted(field, at, end)
                    : tags.addBare(field.substring(at, end)))
                && isElementEnd(field, end);
        if (!valid) {
          return Optional.empty();
        }
        at = end;
      }
      boolean whole = tags.count > 0 && !(tags.any && tags.count > 1);
      return whole ? Optional.of(tags) : Optional.empty();
    }

    private boolean addBare(String tag) {
      count++;
      if (tag.equals("*")) {
        any = true;
        return true;
      }
      Optional<UUID> revision = Values.uuid(tag);
      revision.ifPresent(strong::add);
      return revision.isPresent();
    }

    /** A tag that is no revision is valid and matches nothing. */
    private boolean addQuoted(String field, int at, int end) {
      count++;
      String opaque = field.substring(field.indexOf('"', at) + 1, end - 1);
      Values.uuid(opaque).ifPresent(field.startsWith(WEAK, at) ? weak::add : strong::add);
      return true;
    }

    /** The index after the closing quote, or -1. */
    private static int closing(String field, int at) {
      int close = field.indexOf('"', field.indexOf('"', at) + 1);
      return close < 0 ? -1 : close + 1;
    }

    private static int blank(String field, int at) {
      int end = at;
      while (end < field.length() && ", \t".indexOf(field.charAt(end)) < 0) {
        end++;
      }
      return end;
    }

    private static boolean isElementEnd(String field, int at) {
      int next = at;
      while (next < field.length() && (field.charAt(next) == ' ' || field.charAt(next) == '\t')) {
        next++;
      }
      return next == field.length() || field.charAt(next) == ',';
    }
  }
}

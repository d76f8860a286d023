package dev.dialogporten.dialog.search;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reference to a dialog by its own id or by that of the app instance or correspondence it was
 * made for. The latter two are found through service owner labels.
 *
 * @param text canonical, lower case
 * @param dialogId null unless the dialog is named itself
 * @param label the service owner label that a dialog made for this instance carries; null when the
 *     dialog is named itself
 */
public record InstanceRef(String text, UUID dialogId, String label) {
  private static final String DIALOG = "urn:altinn:dialog-id:";
  private static final String CORRESPONDENCE = "urn:altinn:correspondence-id:";
  private static final String INSTANCE = "urn:altinn:instance-id:";
  private static final String STORAGE_LABEL = "urn:altinn:integration:storage:";

  private static final String UUID_TEXT = "([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})";
  private static final Pattern BY_UUID =
      Pattern.compile("(" + DIALOG + "|" + CORRESPONDENCE + ")" + UUID_TEXT);
  private static final Pattern BY_INSTANCE =
      Pattern.compile("(" + INSTANCE + "|" + STORAGE_LABEL + ")0*([1-9][0-9]{0,17})/" + UUID_TEXT);

  public static InstanceRef ofDialog(UUID id) {
    return new InstanceRef(DIALOG + id, id, null);
  }

  /** Reads a reference; surrounding blanks and case do not matter. */
  public static Optional<InstanceRef> parse(String text) {
    String ref = text.strip().toLowerCase(Locale.ROOT);
    return ref.startsWith(STORAGE_LABEL) ? Optional.empty() : read(ref);
  }

  /**
   * The reference by which a dialog with these labels is known: its app instance, else its
   * correspondence, else the dialog itself.
   */
  public static InstanceRef ofLabels(UUID dialogId, List<String> labels) {
    Optional<InstanceRef> instance = first(labels, STORAGE_LABEL);
    return instance.or(() -> first(labels, CORRESPONDENCE)).orElseGet(() -> ofDialog(dialogId));
  }

  private static Optional<InstanceRef> first(List<String> labels, String prefix) {
    return labels.stream()
        .filter(label -> label.startsWith(prefix))
        .flatMap(label -> read(label).stream())
        .findFirst();
  }

  private static Optional<InstanceRef> read(String ref) {
    Matcher matcher = BY_UUID.matcher(ref);
    if (matcher.matches()) {
      return Optional.of(
          matcher.group(1).equals(DIALOG)
              ? ofDialog(UUID.fromString(matcher.group(2)))
              : new InstanceRef(ref, null, ref));
    }
    matcher = BY_INSTANCE.matcher(ref);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String instance = matcher.group(2) + "/" + matcher.group(3);
    return Optional.of(new InstanceRef(INSTANCE + instance, null, STORAGE_LABEL + instance));
  }
}

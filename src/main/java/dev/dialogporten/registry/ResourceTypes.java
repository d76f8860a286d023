package dev.dialogporten.registry;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The types of resources that can have dialogs. */
final class ResourceTypes {
  private static final Map<String, String> BY_LOWER_CASE =
      Map.of(
          "genericaccessresource", "GenericAccessResource",
          "altinnapp", "AltinnApp",
          "migratedapp", "MigratedApp",
          "correspondenceservice", "CorrespondenceService");

  /** For messages. */
  static final String ALL = String.join(", ", BY_LOWER_CASE.values().stream().sorted().toList());

  private ResourceTypes() {}

  /** The type in lower case, or empty when dialogs cannot belong to it. */
  static Optional<String> normalized(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    return BY_LOWER_CASE.containsKey(lower) ? Optional.of(lower) : Optional.empty();
  }
}

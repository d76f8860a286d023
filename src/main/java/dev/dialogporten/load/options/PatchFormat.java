package dev.dialogporten.load.options;

/** What a PATCH sends. */
public enum PatchFormat {
  JSON("application/json-patch+json"),
  MERGE("application/merge-patch+json");

  private final String mediaType;

  PatchFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  static PatchFormat parse(String text) throws LoadFault {
    return switch (text) {
      case "json" -> JSON;
      case "merge" -> MERGE;
      default -> throw LoadFault.usage("--patch must be json or merge.");
    };
  }
}

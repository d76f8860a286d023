package dev.dialogporten.http.exchange;

import java.util.List;
import java.util.Locale;

/** Whether a route takes a body, and of which media types. */
public enum BodyUse {
  /** A body is discarded unread, whatever its type. */
  NONE(List.of()),
  /** None needed, any type accepted; but JSON announced and not sent is a fault. */
  UNUSED(List.of()),
  JSON(List.of("application/json")),
  /** JSON Patch (RFC 6902), also under the general name, or JSON Merge Patch (RFC 7396). */
  PATCH(List.of("application/json-patch+json", "application/merge-patch+json", "application/json"));

  private final List<String> mediaTypes;

  BodyUse(List<String> mediaTypes) {
    this.mediaTypes = mediaTypes;
  }

  /** The accepted media types, the preferred one first; empty when no body is needed. */
  public List<String> mediaTypes() {
    return mediaTypes;
  }

  public boolean isNeeded() {
    return !mediaTypes.isEmpty();
  }

  /**
   * Whether a {@code Content-Type} will do.
   *
   * @param contentType null when the request has none
   */
  public boolean accepts(String contentType) {
    if (!isNeeded()) {
      return true;
    }
    if (contentType == null) {
      return false;
    }
    return mediaTypes.contains(essence(contentType)) && isUtf8(contentType);
  }

  /** Whether the type is {@code application/json}, with or without parameters. */
  static boolean isJson(String contentType) {
    return contentType != null && JSON.mediaTypes.contains(essence(contentType));
  }

  /** Whether the type is that of JSON Merge Patch, with or without parameters. */
  static boolean isMergePatch(String contentType) {
    return contentType != null && essence(contentType).equals("application/merge-patch+json");
  }

  private static String essence(String contentType) {
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.trim().toLowerCase(Locale.ROOT);
  }

  /** JSON is UTF-8 (RFC 8259 section 8.1); another charset would be misread silently. */
  private static boolean isUtf8(String contentType) {
    String lower = contentType.toLowerCase(Locale.ROOT);
    int charset = lower.indexOf("charset=");
    if (charset < 0) {
      return true;
    }
    String value = lower.substring(charset + "charset=".length());
    int end = value.indexOf(';');
    String name = (end < 0 ? value : value.substring(0, end)).replace("\"", "").trim();
    return name.equals("utf-8") || name.equals("utf8") || name.equals("us-ascii");
  }
}

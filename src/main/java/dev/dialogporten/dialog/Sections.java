package dev.dialogporten.dialog;

/**
 * The structured parts of a dialog, each as the JSON text that is stored and returned, in canonical
 * form: fixed member order, no nulls, lists in response order. Equal text therefore means equal
 * content, and a part that a request does not touch is neither parsed nor sent to the database.
 *
 * @param content object by content type, {@code {}} when the dialog has none
 * @param searchTags array
 * @param attachments array
 * @param guiActions array
 * @param apiActions array
 */
public record Sections(
    String content, String searchTags, String attachments, String guiActions, String apiActions) {

  public static final String NO_CONTENT = "{}";
  public static final String EMPTY_LIST = "[]";
  public static final Sections EMPTY =
      new Sections(NO_CONTENT, EMPTY_LIST, EMPTY_LIST, EMPTY_LIST, EMPTY_LIST);

  /** Characters held, for cache accounting. */
  public int length() {
    return content.length()
        + searchTags.length()
        + attachments.length()
        + guiActions.length()
        + apiActions.length();
  }
}

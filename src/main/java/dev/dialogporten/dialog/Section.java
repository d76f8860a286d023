package dev.dialogporten.dialog;

/** The structured parts of a dialog that are stored, compared and validated on their own. */
public enum Section {
  CONTENT("content"),
  SEARCH_TAGS("searchTags"),
  ATTACHMENTS("attachments"),
  GUI_ACTIONS("guiActions"),
  API_ACTIONS("apiActions");

  private final String member;

  Section(String member) {
    this.member = member;
  }

  /** The JSON member name. */
  public String member() {
    return member;
  }

  /** Its text in these sections. */
  public String of(Sections sections) {
    return switch (this) {
      case CONTENT -> sections.content();
      case SEARCH_TAGS -> sections.searchTags();
      case ATTACHMENTS -> sections.attachments();
      case GUI_ACTIONS -> sections.guiActions();
      case API_ACTIONS -> sections.apiActions();
    };
  }
}

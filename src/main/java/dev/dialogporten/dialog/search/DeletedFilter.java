package dev.dialogporten.dialog.search;

/** What a search does with soft-deleted dialogs; the constants are named as clients write them. */
public enum DeletedFilter {
  Exclude,
  Include,
  Only
}

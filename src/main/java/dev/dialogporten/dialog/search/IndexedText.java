package dev.dialogporten.dialog.search;

/**
 * A text of a dialog that searches find.
 *
 * @param weight {@code B} for the title, {@code D} for everything else
 */
public record IndexedText(TextLanguage language, char weight, String text) {}

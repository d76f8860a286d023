package dev.dialogporten.dialog.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts put together by language and weight. The database joins the texts of a dialog one after
 * another, and copies all it has so far each time: a few long ones take a moment where many short
 * ones take minutes. Not so long, though, that one too many loses all the others with it.
 */
final class TextChunks {
  private static final int CHUNK = 64 * 1024;

  private final List<Chunk> chunks = new ArrayList<>();
  private final Map<Kind, Chunk> open = new HashMap<>();

  private record Kind(TextLanguage language, char weight) {}

  private record Chunk(Kind kind, StringBuilder text) {}

  void add(TextLanguage language, char weight, String text) {
    Kind kind = new Kind(language, weight);
    Chunk chunk = open.get(kind);
    if (chunk == null || chunk.text().length() + text.length() > CHUNK) {
      chunk = new Chunk(kind, new StringBuilder());
      chunks.add(chunk);
      open.put(kind, chunk);
    } else {
      // closes what PostgreSQL takes for an open tag, which would swallow what follows
      chunk.text().append(chunk.text().indexOf("<") < 0 ? "\n" : "\n>\n");
    }
    chunk.text().append(text);
  }

  /** In the order of their first texts. */
  List<IndexedText> texts() {
    return chunks.stream()
        .map(
            chunk ->
                new IndexedText(
                    chunk.kind().language(), chunk.kind().weight(), chunk.text().toString()))
        .toList();
  }
}

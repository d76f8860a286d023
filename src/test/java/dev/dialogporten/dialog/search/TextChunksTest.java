package dev.dialogporten.dialog.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextChunksTest {
  private static final TextLanguage NB = TextLanguage.of("nb");
  private static final TextLanguage EN = TextLanguage.of("en");

  private final TextChunks chunks = new TextChunks();

  @Test
  void texts_ofOneKind_areOne_inOrderOfTheFirst() {
    chunks.add(NB, 'B', "tittel");
    chunks.add(EN, 'D', "one");
    chunks.add(NB, 'D', "to");
    chunks.add(EN, 'D', "three");

    assertThat(chunks.texts())
        .containsExactly(
            new IndexedText(NB, 'B', "tittel"),
            new IndexedText(EN, 'D', "one\nthree"),
            new IndexedText(NB, 'D', "to"));
  }

  @Test
  void openTag_isClosed() {
    chunks.add(NB, 'D', "a <b");
    chunks.add(NB, 'D', "c> d");

    assertThat(chunks.texts()).extracting(IndexedText::text).containsExactly("a <b\n>\nc> d");
  }

  @Test
  void longText_isAlone() {
    String text = "x ".repeat(40_000);
    chunks.add(NB, 'D', "before");
    chunks.add(NB, 'D', text);
    chunks.add(NB, 'D', "after");

    assertThat(chunks.texts())
        .extracting(IndexedText::text)
        .isEqualTo(List.of("before", text, "after"));
  }

  /** However many texts there are, and in however many languages by turns. */
  @Test
  void manyTexts_areFewChunks() {
    for (int i = 0; i < 100_000; i++) {
      chunks.add(i % 2 == 0 ? NB : EN, 'D', "text" + i);
    }

    assertThat(chunks.texts().size()).isLessThan(25);
  }
}

package dev.dialogporten.testing;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Texts that are nearly right: mutants of good ones, by a seed. In an ordinary build few, and
 * always the same; with {@code -Dfuzz.factor=1000} (the profile {@code fuzz}) so many times more,
 * and of a new seed each time unless {@code -Dfuzz.seed} names one. A failure says seed and text.
 */
public final class Fuzz {
  private static final int FACTOR = Integer.getInteger("fuzz.factor", 1);
  private static final long SEED =
      Long.getLong("fuzz.seed", FACTOR == 1 ? 20_261_201L : System.nanoTime());

  private static final String[] PIECES = {
    "",
    " ",
    "\0",
    "\t",
    "\r\n",
    "\"",
    "\\",
    "'",
    ",",
    ";",
    ":",
    "/",
    "~",
    "~1",
    "~2",
    "*",
    "-",
    "+",
    ".",
    "..",
    "=",
    "%",
    "%00",
    "%zz",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    "<",
    "W/",
    "null",
    "true",
    "0",
    "-1",
    "00",
    "1e400",
    "2147483648",
    "9223372036854775808",
    "99999999999999999999999",
    "NaN",
    "\u0661",
    "\u00e5",
    "\u0130",
    "\u212a",
    "\u200b",
    "\ud800",
    "\udc00",
    "\ud83d\ude00",
    "\uffff",
    "2024-02-30T25:61:61Z",
    "+14:01",
    "urn:",
    "http://",
    "00000000-0000-0000-0000-000000000000"
  };

  private final Random random = new Random(SEED);
  private final List<String> good;

  private Fuzz(List<String> good) {
    this.good = good;
  }

  /** Around these texts. */
  public static Fuzz of(String... good) {
    return new Fuzz(List.of(good));
  }

  /**
   * Hands texts to a target, which must do something sensible with each.
   *
   * @param count in an ordinary build
   */
  public void run(int count, Consumer<String> target) {
    good.forEach(text -> run(text, target));
    for (long i = 0; i < (long) count * FACTOR; i++) {
      run(mutant(), target);
    }
  }

  private static void run(String text, Consumer<String> target) {
    try {
      target.accept(text);
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      throw new AssertionError("-Dfuzz.seed=" + SEED + ", the text is <" + shown(text) + ">", e);
    }
  }

  private String mutant() {
    StringBuilder text = new StringBuilder(any(good.toArray(String[]::new)));
    for (int i = random.nextInt(4); i >= 0; i--) {
      mutate(text);
    }
    return text.toString();
  }

  private void mutate(StringBuilder text) {
    int at = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), at + 1 + random.nextInt(8));
    switch (random.nextInt(7)) {
      case 0 -> text.insert(at, any(PIECES));
      case 1 -> text.delete(at, to);
      case 2 -> text.replace(at, to, any(PIECES));
      case 3 -> text.insert(at, text.substring(at, to));
      case 4 -> text.replace(at, to, String.valueOf((char) random.nextInt(0x10000)));
      case 5 -> text.insert(at, any(good.toArray(String[]::new)));
      default -> text.insert(at, any(PIECES).repeat(random.nextInt(60)));
    }
  }

  private String any(String[] texts) {
    return texts[random.nextInt(texts.length)];
  }

  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.chars()
        .limit(500)
        .forEach(
            c -> {
              if (c >= 0x20 && c < 0x7f) {
                shown.append((char) c);
              } else {
                shown.append(String.format("\\u%04x", c));
              }
            });
    return shown.toString();
  }
}

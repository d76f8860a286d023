package dev.dialogporten.load.report;

/** Text in XML and HTML. */
final class Html {
  private Html() {}

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        case '"' -> escaped.append("&quot;");
        default ->
            escaped.append(
                c < ' ' && c != '\n' || c == 0xFFFD || Character.isSurrogate(c) ? '?' : c);
      }
    }
    return escaped.toString();
  }
}

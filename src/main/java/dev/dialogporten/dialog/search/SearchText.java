package dev.dialogporten.dialog.search;

import dev.dialogporten.dialog.value.ComposedText;
import java.util.ArrayList;
import java.util.List;

/**
 * Free text to look for.
 *
 * @param query in the syntax of {@code websearch_to_tsquery}; empty when nothing can match
 * @param language of the words
 */
public record SearchText(String query, TextLanguage language) {

  /** Bounds the query that the database has to plan and evaluate. */
  private static final int MAX_TERMS = 100;

  /**
   * Turns what a person types into a query. Words are alternatives, {@code AND} joins two of them,
   * quotes keep a phrase together, a leading minus excludes. Once anything is excluded, words that
   * merely stand side by side must all be there.
   */
  public static SearchText of(String typed, TextLanguage language) {
    return new SearchText(query(ComposedText.of(typed)), language);
  }

  /** Whether the query can match nothing at all. */
  public boolean isEmpty() {
    return query.isEmpty();
  }

  private static String query(String typed) {
    List<Token> tokens = tokens(typed);
    boolean implicitAnd = tokens.stream().anyMatch(Token::isExcluded);
    List<List<Token>> alternatives = new ArrayList<>();
    boolean and = false;
    boolean operator = true;
    for (Token token : tokens) {
      if (token.isOperator()) {
        // Of several operators in a row the first counts.
        and = operator ? and : token.isAnd();
        operator = true;
        continue;
      }
      if (alternatives.isEmpty() || !(operator ? and : implicitAnd)) {
        alternatives.add(new ArrayList<>());
      }
      alternatives.get(alternatives.size() - 1).add(token);
      operator = false;
      and = false;
    }
    // What only excludes would match nearly every dialog there is.
    alternatives.removeIf(terms -> terms.stream().allMatch(Token::isExcluded));
    return text(alternatives);
  }

  private static String text(List<List<Token>> alternatives) {
    List<String> texts = new ArrayList<>();
    for (List<Token> terms : alternatives) {
      texts.add(String.join(" ", terms.stream().map(Token::text).toList()));
    }
    return String.join(" OR ", texts);
  }

  private static List<Token> tokens(String typed) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < typed.length() && tokens.size() < MAX_TERMS) {
      int start = at;
      while (at < typed.length() && typed.charAt(at) == '-') {
        at++;
      }
      boolean excluded = at > start;
      boolean quoted = at < typed.length() && typed.charAt(at) == '"';
      int end = quoted ? closingQuote(typed, at + 1) : endOfWord(typed, at);
      String body = typed.substring(quoted ? at + 1 : at, end);
      if (!body.isBlank()) {
        tokens.add(new Token(body.strip(), quoted, excluded));
      }
      at = quoted || end == start ? end + 1 : end;
    }
    return tokens;
  }

  private static int closingQuote(String typed, int from) {
    int end = typed.indexOf('"', from);
    return end < 0 ? typed.length() : end;
  }

  private static int endOfWord(String typed, int from) {
    int end = from;
    while (end < typed.length()
        && !Character.isWhitespace(typed.charAt(end))
        && typed.charAt(end) != '"') {
      end++;
    }
    return end;
  }

  private record Token(String body, boolean isPhrase, boolean isExcluded) {
    boolean isAnd() {
      return isWord("AND");
    }

    boolean isOperator() {
      return isAnd() || isWord("OR");
    }

    private boolean isWord(String word) {
      return !isPhrase && !isExcluded && body.equalsIgnoreCase(word);
    }

    String text() {
      // An excluded operator word is quoted, or it would be read as an operator after all.
      boolean quoted = isPhrase || body.equalsIgnoreCase("OR");
      return (isExcluded ? "-" : "") + (quoted ? '"' + body + '"' : body);
    }
  }
}

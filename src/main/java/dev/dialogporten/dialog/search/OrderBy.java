package dev.dialogporten.dialog.search;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The effective order of a search. It is total: the last term is always the id, and at least one
 * other term stands before it.
 */
public record OrderBy(List<Term> terms) {

  /** One criterion. Dialogs without the value come last when ascending, first when descending. */
  public record Term(OrderKey key, boolean descending) {
    String text() {
      return key.text() + (descending ? "_desc" : "_asc");
    }
  }

  /** Newest content first. */
  public static final OrderBy DEFAULT =
      new OrderBy(List.of(new Term(OrderKey.contentUpdatedAt, true), new Term(OrderKey.id, true)));

  public OrderBy {
    terms = List.copyOf(terms);
  }

  /**
   * Reads {@code key[_asc|_desc]} criteria separated by commas, any case, descending by default.
   * The id is moved to the end, or added there descending; alone it is preceded by the default
   * order. Empty for an unknown key or direction, a repeated key, or no criterion at all.
   */
  public static Optional<OrderBy> parse(String text) {
    List<Term> terms = new ArrayList<>();
    Set<OrderKey> seen = EnumSet.noneOf(OrderKey.class);
    for (String item : text.split(",", -1)) {
      if (item.isBlank()) {
        continue;
      }
      Optional<Term> term = term(item);
      if (term.isEmpty() || !seen.add(term.get().key())) {
        return Optional.empty();
      }
      terms.add(term.get());
    }
    return terms.isEmpty() ? Optional.empty() : Optional.of(total(terms));
  }

  private static Optional<Term> term(String item) {
    String[] parts = item.split("_", -1);
    if (parts.length > 2) {
      return Optional.empty();
    }
    Optional<OrderKey> key = OrderKey.of(parts[0].strip());
    if (parts.length == 1) {
      return key.map(k -> new Term(k, true));
    }
    return switch (parts[1].strip().toLowerCase(Locale.ROOT)) {
      case "asc" -> key.map(k -> new Term(k, false));
      case "desc" -> key.map(k -> new Term(k, true));
      default -> Optional.empty();
    };
  }

  private static OrderBy total(List<Term> terms) {
    List<Term> ordered = new ArrayList<>(terms);
    Term id =
        terms.stream()
            .filter(term -> term.key() == OrderKey.id)
            .findFirst()
            .orElse(new Term(OrderKey.id, true));
    ordered.remove(id);
    if (ordered.isEmpty()) {
      ordered.add(DEFAULT.terms().get(0));
    }
    ordered.add(id);
    return new OrderBy(ordered);
  }

  /** The terms before the id: all of them points in time. */
  public List<Term> timeTerms() {
    return terms.subList(0, terms.size() - 1);
  }

  /** The last term. */
  public Term idTerm() {
    return terms.get(terms.size() - 1);
  }

  public boolean has(OrderKey key) {
    return terms.stream().anyMatch(term -> term.key() == key);
  }

  /** As answers show it: {@code contentupdatedat_desc,id_desc}. */
  public String text() {
    return terms.stream().map(Term::text).collect(Collectors.joining(","));
  }
}

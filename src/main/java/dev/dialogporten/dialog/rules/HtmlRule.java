package dev.dialogporten.dialog.rules;

import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;

/**
 * HTML that legacy services may send: a few elements without attributes, and links to https.
 *
 * <p>The text is read twice. As a browser reads it, because what looks like harmless text to a
 * simpler parser (a CDATA section, say) may be an element there; and tag by tag, because a browser
 * drops elements that stand in the wrong place without a trace.
 */
final class HtmlRule {
  static final String DESCRIPTION =
      "only p, a, br, em, strong, ul, ol, li, table, thead, tbody, tr, td and th, without"
          + " attributes but for the href of a, which must be an https URL.";

  private static final Set<String> ELEMENTS =
      Set.of(
          "p", "a", "br", "em", "strong", "ul", "ol", "li", "table", "thead", "tbody", "tr", "td",
          "th");

  private HtmlRule() {}

  static boolean isAllowed(String html) {
    Document browsers = Jsoup.parse(html);
    Document tags = Jsoup.parse(html, Parser.xmlParser().settings(ParseSettings.htmlDefault));
    return tags.nodeStream(CDataNode.class).findAny().isEmpty() // a comment to browsers, up to '>'
        && hasNoAttributes(browsers.head())
        && hasNoAttributes(browsers.body())
        && hasNoAttributes(browsers.expectFirst("html"))
        && browsers.head().childrenSize() == 0
        && descendantsAreAllowed(browsers.body())
        && descendantsAreAllowed(tags);
  }

  private static boolean descendantsAreAllowed(Element root) {
    for (Element element : root.getAllElements()) {
      if (element != root && !isAllowed(element)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAllowed(Element element) {
    String name = element.normalName();
    if (!ELEMENTS.contains(name)) {
      return false;
    }
    return name.equals("a") ? isHttpsLink(element.attributes()) : hasNoAttributes(element);
  }

  private static boolean hasNoAttributes(Element element) {
    return element.attributes().isEmpty();
  }

  private static boolean isHttpsLink(Attributes attributes) {
    if (attributes.size() != 1) {
      return false;
    }
    Attribute only = attributes.iterator().next();
    return only.getKey().toLowerCase(Locale.ROOT).equals("href")
        && only.getValue().toLowerCase(Locale.ROOT).startsWith("https://");
  }
}

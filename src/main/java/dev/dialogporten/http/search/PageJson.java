package dev.dialogporten.http.search;

import dev.dialogporten.dialog.search.OrderBy;
import dev.dialogporten.dialog.search.Page;
import dev.dialogporten.http.exchange.JsonBuilder;
import dev.dialogporten.http.exchange.Reply;
import java.util.function.BiConsumer;

/** A page of what a search found. */
final class PageJson {
  private static final int ITEM = 2048;

  private PageJson() {}

  /**
   * @param token null for none
   * @param item writes one item
   */
  static <T> Reply reply(
      Page<T> page, String token, OrderBy order, BiConsumer<JsonBuilder, T> item) {
    JsonBuilder json = new JsonBuilder(ITEM * (1 + page.items().size())).openObject();
    json.openArray("items");
    page.items().forEach(found -> item.accept(json, found));
    json.closeArray()
        .member("hasNextPage", page.hasNext())
        .text("continuationToken", token)
        .text("orderBy", order.text())
        .closeObject();
    return Reply.json(json.toString());
  }
}

package dev.dialogporten.http.search;

import dev.dialogporten.dialog.search.EndUserContextHit;
import dev.dialogporten.http.exchange.JsonBuilder;

/** An item of the search of end user contexts. */
final class EndUserContextJson {
  private EndUserContextJson() {}

  static void write(JsonBuilder json, EndUserContextHit hit) {
    json.openObject()
        .member("dialogId", hit.dialogId())
        .member("endUserContextRevision", hit.endUserRevision())
        .openArray("systemLabels");
    hit.systemLabels().inOrder().stream().sorted().forEach(label -> json.text(label.name()));
    json.closeArray().closeObject();
  }
}

package dev.dialogporten.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Scope;
import dev.dialogporten.dialog.search.Page;
import dev.dialogporten.dialog.search.SearchQuery.FindDialogs;
import dev.dialogporten.testing.Fuzz;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Whatever the parameters of a search are, the answer is a page or names the fault. */
class QueryFuzzTest {
  private static final String TOKEN =
      "Bearer " + Scope.SERVICE_PROVIDER + " " + Scope.SEARCH + " org:991825827";

  @Test
  void search() {
    try (ApiFixture server = new ApiFixture()) {
      server.answering(FindDialogs.class, find -> Future.succeededFuture(Page.empty()));
      Fuzz.of(
              "limit=10&orderBy=dueAt_desc,id&deleted=Include",
              "party=urn:altinn:person:identifier-no:08844397713&serviceResource=a&search=a b",
              "createdAfter=2024-01-01T00:00:00Z&continuationToken=abc&isContentSeen=true",
              "serviceOwnerLabels=a*&systemLabel=Bin&status=New&searchLanguageCode=nb")
          .run(
              1500,
              text -> {
                int status =
                    server
                        .anonymous(HttpMethod.GET, "/api/v1/serviceowner/dialogs?" + query(text))
                        .putHeader("Authorization", TOKEN)
                        .send()
                        .await()
                        .statusCode();
                assertThat(status).isIn(200, 400, 414, 422);
              });
    }
  }

  /** Only what a client can send at all: the delimiters stay, all else is encoded. */
  private static String query(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("%3D", "=")
        .replace("%26", "&")
        .replace("%252", "%2");
  }
}

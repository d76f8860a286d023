package dev.dialogporten.api;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceOwner;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A dialog with everything a service owner can say, and what comes back of it. */
public final class FullDialog {
  private FullDialog() {}

  /** A new UUIDv7 as text. */
  public static String id() {
    return UuidCreator.getTimeOrderedEpochPlus1().toString();
  }

  public static JsonObject create(ServiceOwner owner, String id) {
    String text =
        """
        { "idempotentKey": "key-1", "status": "RequiresAttention", "progress": 0,
          "extendedStatus": "waiting", "externalReference": "ref 1", "dueAt": "2091-01-02T00:00:00Z",
          "expiresAt": "2091-01-03T00:00:00+01:00", "visibleFrom": "2091-01-01T00:00:00Z",
          "process": "urn:p:1", "precedingProcess": "urn:p:0", "systemLabel": "Archive",
          "serviceOwnerContext": { "serviceOwnerLabels": [ { "value": " Zeta " }, { "value": "ALPHA" } ] },
          "searchTags": [ { "value": "Tag One" } ],
          "attachments": [ { "id": "%1$s", "name": "a.pdf",
            "displayName": [ { "value": "Vedlegg", "languageCode": "nn_NO" }, { "value": "Attachment", "languageCode": "en" } ],
            "expiresAt": "2091-02-01T00:00:00Z",
            "urls": [ { "id": "%2$s", "url": "HTTPS://Example.COM", "mediaType": "application/pdf", "consumerType": "gui" } ] } ],
          "guiActions": [ { "id": "%3$s", "action": "submit", "url": "https://example.com/s?a=b#c", "priority": "Primary",
            "authorizationAttribute": "urn:altinn:task:Task_1", "isDeleteDialogAction": true, "httpMethod": "DELETE",
            "title": [ { "value": "Slett", "languageCode": "nb" } ], "prompt": [ { "value": "Sikker?", "languageCode": "nb" } ] } ],
          "apiActions": [ { "id": "%4$s", "action": "read", "authorizationAttribute": "element1", "name": "confirm",
            "endpoints": [ { "id": "%5$s", "version": "v1", "url": "https://example.com/api", "httpMethod": "PATCH",
              "documentationUrl": "https://example.com/doc", "requestSchema": "https://example.com/req",
              "responseSchema": "https://example.com/res", "deprecated": true, "sunsetAt": "2025-03-01T12:00:00Z" } ] } ],
          "transmissions": [ { "id": "%6$s", "idempotentKey": "t-1", "authorizationAttribute": "urn:altinn:task:Task_1",
            "extendedType": "urn:x:y", "externalReference": "ext", "type": "Information", "sender": { "actorType": "ServiceOwner" },
            "content": { "title": { "value": [ { "value": "Tittel", "languageCode": "nb" } ] },
              "contentReference": { "mediaType": "application/vnd.dialogporten.frontchannelembed+json;type=markdown",
                "value": [ { "value": "https://example.com/md", "languageCode": "nb" } ] } },
            "attachments": [ { "id": "%7$s", "urls": [ { "url": "https://example.com/t.pdf", "consumerType": "Api" } ] } ],
            "navigationalActions": [ { "title": [ { "value": "Gå", "languageCode": "nb" } ], "url": "https://example.com/n",
              "expiresAt": "2091-02-01T00:00:00Z" } ] } ],
          "activities": [ { "id": "%8$s", "type": "TransmissionOpened", "transmissionId": "%6$s", "extendedType": "urn:x",
            "createdAt": "2025-03-01T12:00:00.1234569Z", "performedBy": { "actorType": "ServiceOwner" } },
            { "id": "%9$s", "type": "Information", "createdAt": "2025-03-01T12:00:01Z",
              "performedBy": { "actorType": "PartyRepresentative", "actorName": "Kari" },
              "description": [ { "value": "Tekst", "languageCode": "nb" } ] } ] }
        """
            .formatted(id(), id(), id(), id(), id(), id(), id(), id(), id());
    JsonObject body = new JsonObject(text).put("id", id).put("serviceResource", owner.resource());
    body.put("party", Dialogs.party());
    JsonObject content = Dialogs.content("Tittel", "Oppsummering");
    content.put("senderName", Dialogs.text("Etaten"));
    content.put("nonSensitiveTitle", Dialogs.text("Noe"));
    content.put("nonSensitiveSummary", Dialogs.text("Noe mer"));
    content.put("extendedStatus", Dialogs.text("Venter"));
    content.put("additionalInfo", Dialogs.text("*Mer*").put("mediaType", "text/markdown"));
    return body.put("content", content);
  }

  /**
   * What a GET returns of {@link #create}. Its only transmission is reported as opened in the same
   * create, so that nothing in it is unopened, as a PUT would compute it.
   */
  static String expected(ServiceOwner owner, JsonObject body) {
    JsonObject expected = body.copy();
    expected.remove("serviceOwnerContext");
    expected
        .put("revision", "${json-unit.any-string}")
        .put("org", owner.organizationCode())
        .put("serviceResourceType", "genericaccessresource")
        .put("dueAt", "2091-01-02T00:00:00.0000000Z")
        .put("expiresAt", "2091-01-02T23:00:00.0000000Z")
        .put("isApiOnly", false)
        .put("hasUnopenedContent", false)
        .put("isContentSeen", false)
        .put("fromServiceOwnerTransmissionsCount", 1)
        .put("fromPartyTransmissionsCount", 0)
        .put("searchTags", new JsonArray().add(new JsonObject().put("value", "tag one")))
        .put("seenSinceLastUpdate", new JsonArray())
        .put("seenSinceLastContentUpdate", new JsonArray())
        .put(
            "serviceOwnerContext",
            new JsonObject(
                """
                { "revision": "${json-unit.any-string}",
                  "serviceOwnerLabels": [ { "value": "alpha" }, { "value": "zeta" } ] }
                """))
        .put(
            "endUserContext",
            new JsonObject(
                """
                { "revision": "${json-unit.any-string}", "systemLabels": [ "Archive" ] }
                """));
    for (String time : new String[] {"createdAt", "updatedAt", "contentUpdatedAt", "visibleFrom"}) {
      expected.put(time, "2091-01-01T00:00:00.0000000Z");
    }
    normalizeParts(expected);
    return expected.encode();
  }

  private static void normalizeParts(JsonObject expected) {
    JsonObject attachment = expected.getJsonArray("attachments").getJsonObject(0);
    attachment.put("expiresAt", "2091-02-01T00:00:00.0000000Z");
    attachment.put(
        "displayName",
        new JsonArray(
            """
            [ { "value": "Attachment", "languageCode": "en" }, { "value": "Vedlegg", "languageCode": "nn" } ]
            """));
    attachment
        .getJsonArray("urls")
        .getJsonObject(0)
        .put("url", "https://example.com/")
        .put("consumerType", "Gui");
    expected
        .getJsonArray("apiActions")
        .getJsonObject(0)
        .getJsonArray("endpoints")
        .getJsonObject(0)
        .put("sunsetAt", "2025-03-01T12:00:00.0000000Z");
    JsonObject transmission = expected.getJsonArray("transmissions").getJsonObject(0);
    transmission.put("createdAt", "2091-01-01T00:00:00.0000000Z").put("isOpened", true);
    JsonObject content = transmission.getJsonObject("content");
    content.getJsonObject("title").put("mediaType", "text/plain");
    content
        .getJsonObject("contentReference")
        .put("mediaType", "application/vnd.dialogporten.frontchannelembed-url;type=text/markdown");
    transmission
        .getJsonArray("attachments")
        .getJsonObject(0)
        .getJsonArray("urls")
        .getJsonObject(0)
        .put("id", "${json-unit.any-string}");
    transmission
        .getJsonArray("navigationalActions")
        .getJsonObject(0)
        .put("expiresAt", "2091-02-01T00:00:00.0000000Z");
    expected
        .getJsonArray("activities")
        .getJsonObject(0)
        .put("createdAt", "2025-03-01T12:00:00.1234560Z");
    expected
        .getJsonArray("activities")
        .getJsonObject(1)
        .put("createdAt", "2025-03-01T12:00:01.0000000Z");
  }
}

package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Sections;
import dev.dialogporten.dialog.rules.BodyRules.RuleContext;
import dev.dialogporten.dialog.value.JsonText;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Valid bodies with every member, to be changed at one place by a test. */
public final class Samples {
  static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");

  /** UUIDv7 of a minute before {@link #NOW}. */
  static final String ID = id(1);

  private static final String TEXTS =
      """
      [{"value": "Tekst", "languageCode": "nb"}, {"value": "Text", "languageCode": "en"}]\
      """;

  private static final String CONTENT_VALUE = "{\"value\": " + TEXTS + "}";

  static final String TRANSMISSION =
      """
      {"id": "%s", "idempotentKey": "t-1", "createdAt": "2029-12-31T00:00:00Z",
       "authorizationAttribute": "urn:altinn:task:Task_1", "extendedType": "urn:x:y", "externalReference": "ref",
       "type": "Decision", "sender": {"actorType": "ServiceOwner"},
       "content": {"title": %s, "summary": %s,
                   "contentReference": {"value": [{"value": "https://example.com/c", "languageCode": "nb"}],
                     "mediaType": "application/vnd.dialogporten.frontchannelembed-url;type=text/markdown"}},
       "attachments": [{"id": "%s", "name": "n", "displayName": %s, "expiresAt": "2031-01-01T00:00:00Z",
                        "urls": [{"url": "https://example.com/t.pdf", "mediaType": "application/pdf", "consumerType": "Api"}]}],
       "navigationalActions": [{"title": %s, "url": "https://example.com/n", "expiresAt": "2031-01-01T00:00:00Z"}]}\
      """
          .formatted(id(2), CONTENT_VALUE, CONTENT_VALUE, id(3), TEXTS, TEXTS);

  public static final String ACTIVITY =
      """
      {"id": "%s", "createdAt": "2029-12-31T00:00:00Z", "extendedType": "urn:x", "type": "Information",
       "performedBy": {"actorType": "PartyRepresentative", "actorId": "urn:altinn:person:identifier-no:08844397713"},
       "description": %s}\
      """
          .formatted(id(4), TEXTS);

  private static final String CREATE =
      """
      {"id": "%s", "idempotentKey": "case-1", "serviceResource": "urn:altinn:resource:service",
       "party": "urn:altinn:organization:identifier-no:991825827", "progress": 50, "extendedStatus": "x",
       "externalReference": "ref", "visibleFrom": "2030-02-01T00:00:00Z", "dueAt": "2030-03-01T00:00:00Z",
       "expiresAt": "2030-04-01T00:00:00Z", "process": "urn:p:1", "precedingProcess": "urn:p:0",
       "createdAt": "2029-12-01T00:00:00Z", "updatedAt": "2029-12-02T00:00:00Z", "status": "InProgress",
       "systemLabel": "Archive", "isApiOnly": false,
       "serviceOwnerContext": {"serviceOwnerLabels": [{"value": "label"}]},
       "content": {"title": %s, "nonSensitiveTitle": %s, "summary": %s, "nonSensitiveSummary": %s, "senderName": %s,
         "additionalInfo": {"value": [{"value": "# x", "languageCode": "nb"}], "mediaType": "text/markdown"},
         "extendedStatus": {"value": [{"value": "x", "languageCode": "nb"}]},
         "mainContentReference": {"value": [{"value": "https://example.com/m", "languageCode": "nb"}],
           "mediaType": "application/vnd.dialogporten.frontchannelembed-url;type=text/markdown"}},
       "searchTags": [{"value": "tag"}, {"value": "other"}],
       "attachments": [{"id": "%s", "name": "n", "displayName": %s, "expiresAt": "2031-01-01T00:00:00Z",
          "urls": [{"id": "%s", "url": "https://example.com/a.pdf", "mediaType": "application/pdf", "consumerType": "Gui"}]}],
       "guiActions": [{"id": "%s", "action": "open", "url": "https://example.com/g", "authorizationAttribute": "element1",
          "isDeleteDialogAction": false, "httpMethod": "POST", "priority": "Primary", "title": %s, "prompt": %s}],
       "apiActions": [{"id": "%s", "action": "open", "authorizationAttribute": "element1", "name": "confirm",
          "endpoints": [{"id": "%s", "version": "v1", "url": "https://example.com/e", "httpMethod": "PATCH",
            "documentationUrl": "docs", "requestSchema": "http://example.com/rq", "responseSchema": "urn:rs",
            "deprecated": true, "sunsetAt": "2031-01-01T00:00:00Z"}]}],
       "transmissions": [%s], "activities": [%s]}\
      """
          .formatted(
              ID,
              CONTENT_VALUE,
              CONTENT_VALUE,
              CONTENT_VALUE,
              CONTENT_VALUE,
              CONTENT_VALUE,
              id(5),
              TEXTS,
              id(6),
              id(7),
              TEXTS,
              TEXTS,
              id(8),
              id(9),
              TRANSMISSION,
              ACTIVITY);

  private Samples() {}

  /** A UUIDv7 of a minute before {@link #NOW}, different for each number. */
  public static String id(int number) {
    return idAt(NOW.minusSeconds(60), number);
  }

  static String idAt(Instant time, int number) {
    String millis = "%012x".formatted(time.toEpochMilli());
    return millis.substring(0, 8)
        + '-'
        + millis.substring(8)
        + "-7000-8000-%012x".formatted(number);
  }

  /** Body of POST dialogs with every member; valid for ordinary callers at {@link #NOW}. */
  public static ObjectNode create() {
    return object(CREATE);
  }

  /** Body of PUT with every member. */
  public static ObjectNode replace() {
    return create()
        .without(
            List.of(
                "id",
                "idempotentKey",
                "serviceResource",
                "party",
                "visibleFrom",
                "createdAt",
                "updatedAt",
                "systemLabel",
                "serviceOwnerContext"));
  }

  public static ObjectNode transmission() {
    return object(TRANSMISSION);
  }

  public static ObjectNode activity() {
    return object(ACTIVITY);
  }

  public static ObjectNode object(String json) {
    return (ObjectNode) json(json);
  }

  static JsonNode json(String json) {
    return JsonText.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Sets the value at a JSON Pointer (its parent exists); a null value removes it. */
  public static ObjectNode set(ObjectNode root, String pointer, String json) {
    int slash = pointer.lastIndexOf('/');
    JsonNode parent = root.at(pointer.substring(0, slash));
    String last = pointer.substring(slash + 1);
    JsonNode value = json == null ? null : JsonText.parse(json);
    if (parent instanceof ArrayNode array) {
      int index = last.equals("-") ? array.size() : Integer.parseInt(last);
      if (value == null) {
        array.remove(index);
      } else if (index == array.size()) {
        array.add(value);
      } else {
        array.set(index, value);
      }
    } else if (value == null) {
      ((ObjectNode) parent).remove(last);
    } else {
      ((ObjectNode) parent).set(last, value);
    }
    return root;
  }

  public static RuleContext context(String... scopes) {
    return new RuleContext(new Caller("991825827", "ttd", Set.of(scopes), null), NOW, false);
  }

  /** A stored dialog with content, or with the given sections, facts and start. */
  public static Dialog stored(Sections sections, Dialog.Facts facts, Instant visibleFrom) {
    Dialog.Identity identity =
        new Dialog.Identity(
            "ttd",
            "urn:altinn:resource:service",
            "genericaccessresource",
            "urn:altinn:organization:identifier-no:991825827",
            null,
            visibleFrom);
    return new Dialog(null, null, 1, identity, null, null, null, facts, null, sections);
  }

  public static Dialog stored() {
    return stored(new Sections("{\"title\":{}}", "[]", "[]", "[]", "[]"), Dialog.Facts.NONE, null);
  }

  public static Map<String, List<String>> errors(Faults faults) {
    return faults.toProblem(ProblemType.VALIDATION).errors();
  }

  /** The one key of a malformed body. */
  static String key(ProblemException refused) {
    return refused.problem().errors().keySet().iterator().next();
  }
}

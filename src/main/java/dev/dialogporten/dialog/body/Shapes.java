package dev.dialogporten.dialog.body;

import static dev.dialogporten.dialog.body.Member.defaulted;
import static dev.dialogporten.dialog.body.Member.defaultedNullInvalid;
import static dev.dialogporten.dialog.body.Member.flag;
import static dev.dialogporten.dialog.body.Member.list;
import static dev.dialogporten.dialog.body.Member.nullable;
import static dev.dialogporten.dialog.body.Member.optionalList;
import static dev.dialogporten.dialog.body.Member.plain;
import static dev.dialogporten.dialog.body.Member.present;
import static dev.dialogporten.dialog.body.ScalarType.BOOLEAN;
import static dev.dialogporten.dialog.body.ScalarType.INTEGER;
import static dev.dialogporten.dialog.body.ScalarType.LANGUAGE;
import static dev.dialogporten.dialog.body.ScalarType.MEDIA_TYPE;
import static dev.dialogporten.dialog.body.ScalarType.TEXT;
import static dev.dialogporten.dialog.body.ScalarType.TIME;
import static dev.dialogporten.dialog.body.ScalarType.URI;
import static dev.dialogporten.dialog.body.ScalarType.UUID;

import dev.dialogporten.dialog.ActivityType;
import dev.dialogporten.dialog.SystemLabel;
import dev.dialogporten.dialog.TransmissionType;

/** The shapes of every body. The one list of members that requests may have. */
final class Shapes {
  private Shapes() {}

  private static final EnumType STATUS =
      EnumType.of(
          "New",
          "InProgress",
          "Draft",
          "Sent",
          "RequiresAttention",
          "Completed",
          "NotApplicable",
          "Awaiting");
  private static final EnumType SYSTEM_LABEL = EnumType.of(SystemLabel.values());
  private static final EnumType ACTOR_TYPE = EnumType.of("PartyRepresentative", "ServiceOwner");
  private static final EnumType CONSUMER_TYPE = EnumType.of("Gui", "Api");
  private static final EnumType PRIORITY = EnumType.of("Primary", "Secondary", "Tertiary");
  private static final EnumType HTTP_METHOD =
      EnumType.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT");

  private static final Shape LOCALIZATION =
      Shape.of(present("value", TEXT), present("languageCode", LANGUAGE));

  private static final Shape CONTENT_VALUE =
      Shape.of(list("value", LOCALIZATION), defaulted("mediaType", MEDIA_TYPE, "text/plain"));

  private static final Shape DIALOG_CONTENT =
      Shape.of(
          plain("title", CONTENT_VALUE),
          nullable("nonSensitiveTitle", CONTENT_VALUE),
          nullable("summary", CONTENT_VALUE),
          nullable("nonSensitiveSummary", CONTENT_VALUE),
          nullable("senderName", CONTENT_VALUE),
          nullable("additionalInfo", CONTENT_VALUE),
          nullable("extendedStatus", CONTENT_VALUE),
          nullable("mainContentReference", CONTENT_VALUE));

  private static final Shape TRANSMISSION_CONTENT =
      Shape.of(
          plain("title", CONTENT_VALUE),
          nullable("summary", CONTENT_VALUE),
          nullable("contentReference", CONTENT_VALUE));

  static final Shape ACTOR =
      Shape.of(
          plain("actorType", ACTOR_TYPE), nullable("actorName", TEXT), nullable("actorId", TEXT));

  /** A search tag or a service owner label. */
  static final Shape VALUE = Shape.of(plain("value", TEXT));

  private static final Shape URL_WITH_ID =
      Shape.of(
          nullable("id", UUID),
          plain("url", URI),
          nullable("mediaType", TEXT),
          plain("consumerType", CONSUMER_TYPE));

  private static final Shape URL =
      Shape.of(
          plain("url", URI), nullable("mediaType", TEXT), plain("consumerType", CONSUMER_TYPE));

  private static final Shape ATTACHMENT = attachment(URL_WITH_ID);
  private static final Shape TRANSMISSION_ATTACHMENT = attachment(URL);

  private static final Shape GUI_ACTION =
      Shape.of(
          nullable("id", UUID),
          plain("action", TEXT),
          plain("url", URI),
          nullable("authorizationAttribute", TEXT),
          flag("isDeleteDialogAction"),
          defaultedNullInvalid("httpMethod", HTTP_METHOD, "GET"),
          plain("priority", PRIORITY),
          list("title", LOCALIZATION),
          nullableList("prompt"));

  private static final Shape ENDPOINT =
      Shape.of(
          nullable("id", UUID),
          nullable("version", TEXT),
          plain("url", URI),
          plain("httpMethod", HTTP_METHOD),
          nullable("documentationUrl", URI),
          nullable("requestSchema", URI),
          nullable("responseSchema", URI),
          flag("deprecated"),
          nullable("sunsetAt", TIME));

  private static final Shape API_ACTION =
      Shape.of(
          nullable("id", UUID),
          plain("action", TEXT),
          nullable("authorizationAttribute", TEXT),
          nullable("name", TEXT),
          list("endpoints", ENDPOINT));

  private static final Shape NAVIGATIONAL_ACTION =
      Shape.of(list("title", LOCALIZATION), plain("url", URI), nullable("expiresAt", TIME));

  static final Shape TRANSMISSION =
      Shape.of(
          nullable("id", UUID),
          nullable("idempotentKey", TEXT),
          plain("createdAt", TIME),
          nullable("authorizationAttribute", TEXT),
          nullable("extendedType", URI),
          nullable("externalReference", TEXT),
          nullable("relatedTransmissionId", UUID),
          plain("type", EnumType.of(TransmissionType.values())),
          plain("sender", ACTOR),
          nullable("content", TRANSMISSION_CONTENT),
          list("attachments", TRANSMISSION_ATTACHMENT),
          list("navigationalActions", NAVIGATIONAL_ACTION));

  static final Shape ACTIVITY =
      Shape.of(
          nullable("id", UUID),
          nullable("createdAt", TIME),
          nullable("extendedType", URI),
          plain("type", EnumType.of(ActivityType.values())),
          nullable("transmissionId", UUID),
          plain("performedBy", ACTOR),
          optionalList("description", LOCALIZATION));

  private static final Member SILENT = nullable("isSilentUpdate", BOOLEAN);

  static final Shape CREATE =
      Shape.of(
          nullable("id", UUID),
          plain("serviceResource", TEXT),
          plain("party", TEXT),
          nullable("progress", INTEGER),
          nullable("extendedStatus", TEXT),
          nullable("externalReference", TEXT),
          nullable("idempotentKey", TEXT),
          nullable("visibleFrom", TIME),
          nullable("dueAt", TIME),
          nullable("expiresAt", TIME),
          nullable("process", TEXT),
          nullable("precedingProcess", TEXT),
          nullable("createdAt", TIME),
          nullable("updatedAt", TIME),
          nullable("status", STATUS),
          nullable("systemLabel", SYSTEM_LABEL),
          flag("isApiOnly"),
          nullable("content", DIALOG_CONTENT),
          list("searchTags", VALUE),
          list("attachments", ATTACHMENT),
          list("transmissions", TRANSMISSION),
          list("guiActions", GUI_ACTION),
          list("apiActions", API_ACTION),
          list("activities", ACTIVITY),
          nullable("serviceOwnerContext", Shape.of(list("serviceOwnerLabels", VALUE))));

  static final Shape REPLACE =
      Shape.of(
          nullable("progress", INTEGER),
          nullable("extendedStatus", TEXT),
          nullable("externalReference", TEXT),
          nullable("dueAt", TIME),
          nullable("expiresAt", TIME),
          nullable("process", TEXT),
          nullable("precedingProcess", TEXT),
          plain("status", STATUS),
          flag("isApiOnly"),
          nullable("content", DIALOG_CONTENT),
          list("searchTags", VALUE),
          list("attachments", ATTACHMENT),
          list("transmissions", TRANSMISSION),
          list("guiActions", GUI_ACTION),
          list("apiActions", API_ACTION),
          list("activities", ACTIVITY));

  static final Shape APPEND_TRANSMISSION = TRANSMISSION.with(SILENT);

  static final Shape UPDATE_TRANSMISSION =
      Shape.of(
          nullable("idempotentKey", TEXT),
          nullable("createdAt", TIME),
          nullable("authorizationAttribute", TEXT),
          nullable("extendedType", URI),
          nullable("externalReference", TEXT),
          nullable("relatedTransmissionId", UUID),
          plain("type", EnumType.of(TransmissionType.values())),
          plain("sender", ACTOR),
          nullable("content", TRANSMISSION_CONTENT),
          list("attachments", ATTACHMENT),
          list("navigationalActions", NAVIGATIONAL_ACTION),
          SILENT);

  static final Shape APPEND_ACTIVITY = ACTIVITY.with(SILENT);

  static final Shape SYSTEM_LABELS =
      Shape.of(
          list("addLabels", SYSTEM_LABEL),
          list("removeLabels", SYSTEM_LABEL),
          list("systemLabels", SYSTEM_LABEL), // the deprecated name of addLabels
          nullable("performedBy", ACTOR));

  static final Shape BULK_SYSTEM_LABELS =
      SYSTEM_LABELS.with(
          list(
              "dialogs",
              Shape.of(plain("dialogId", UUID), nullable("endUserContextRevision", UUID))));

  private static Shape attachment(Shape url) {
    return Shape.of(
        nullable("id", UUID),
        nullable("name", TEXT),
        optionalList("displayName", LOCALIZATION),
        nullable("expiresAt", TIME),
        list("urls", url));
  }

  /** Whether elements can only be appended, and those that are there are not in the document. */
  static boolean isAppended(Shape element) {
    return element == TRANSMISSION || element == ACTIVITY;
  }

  /** Texts that may be null and are left out when empty. */
  private static Member nullableList(String name) {
    return new Member(name, new ListType(LOCALIZATION), Member.Nulls.ABSENCE, null, true);
  }
}

package dev.dialogporten.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.testing.Contract;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Operations and schemas have the names that the reference's description of the service owner API
 * (openapi.v1.serviceowner) gives them, so that clients made from either can be exchanged.
 */
class ReferenceNamesTest {
  private static final Contract CONTRACT = Contract.published();

  private static final String OPERATIONS =
      """
      GET    /api/v1/metadata/limits GetLimits
      GET    /api/v1/metadata/serviceresources GetServiceResourceMetadata
      GET    /api/v1/serviceowner/dialoglookup GetDialogLookup
      GET    /api/v1/serviceowner/dialogs SearchDialogs
      POST   /api/v1/serviceowner/dialogs CreateDialog
      GET    /api/v1/serviceowner/dialogs/{dialogId} GetDialog
      PUT    /api/v1/serviceowner/dialogs/{dialogId} UpdateDialog
      PATCH  /api/v1/serviceowner/dialogs/{dialogId} PatchDialog
      DELETE /api/v1/serviceowner/dialogs/{dialogId} DeleteDialog
      POST   /api/v1/serviceowner/dialogs/{dialogId}/actions/freeze FreezeDialog
      POST   /api/v1/serviceowner/dialogs/{dialogId}/actions/purge PurgeDialog
      POST   /api/v1/serviceowner/dialogs/{dialogId}/actions/restore RestoreDialog
      GET    /api/v1/serviceowner/dialogs/{dialogId}/actions/should-send-notification CheckNotificationCondition
      GET    /api/v1/serviceowner/dialogs/{dialogId}/activities SearchDialogActivities
      POST   /api/v1/serviceowner/dialogs/{dialogId}/activities CreateDialogActivity
      GET    /api/v1/serviceowner/dialogs/{dialogId}/activities/{activityId} GetDialogActivity
      GET    /api/v1/serviceowner/dialogs/{dialogId}/context/labels GetServiceOwnerLabels
      POST   /api/v1/serviceowner/dialogs/{dialogId}/context/labels CreateServiceOwnerLabel
      DELETE /api/v1/serviceowner/dialogs/{dialogId}/context/labels/{label} DeleteServiceOwnerLabel
      PUT    /api/v1/serviceowner/dialogs/{dialogId}/endusercontext/systemlabels SetDialogSystemLabels
      GET    /api/v1/serviceowner/dialogs/{dialogId}/seenlog SearchDialogSeenLogs
      GET    /api/v1/serviceowner/dialogs/{dialogId}/seenlog/{seenLogId} GetDialogSeenLog
      GET    /api/v1/serviceowner/dialogs/{dialogId}/transmissions SearchDialogTransmissions
      POST   /api/v1/serviceowner/dialogs/{dialogId}/transmissions CreateDialogTransmission
      GET    /api/v1/serviceowner/dialogs/{dialogId}/transmissions/{transmissionId} GetDialogTransmission
      PUT    /api/v1/serviceowner/dialogs/{dialogId}/transmissions/{transmissionId} UpdateDialogTransmission
      GET    /api/v1/serviceowner/dialogs/endusercontext SearchDialogEndUserContexts
      POST   /api/v1/serviceowner/dialogs/endusercontext/systemlabels/actions/bulkset BulkSetDialogSystemLabels
      """;

  /** All but those for {@code Accept-Language}, which is one text here, and for error lists. */
  private static final String SCHEMAS =
      """
      Actor ActorType AttachmentUrlConsumerType BulkSetSystemLabel Content ContentValue
      CreateDialog CreateDialogActivity CreateDialogActivityRequest CreateDialogApiAction
      CreateDialogApiActionEndpoint CreateDialogAttachment CreateDialogAttachmentUrl
      CreateDialogContent CreateDialogGuiAction CreateDialogServiceOwnerContext
      CreateDialogServiceOwnerLabel CreateDialogTag CreateDialogTransmission
      CreateDialogTransmissionAttachment CreateDialogTransmissionAttachmentUrl
      CreateDialogTransmissionContent CreateDialogTransmissionNavigationalAction
      CreateServiceOwnerLabel CreateTransmissionAttachment CreateTransmissionAttachmentUrl
      CreateTransmissionContent CreateTransmissionNavigationalAction CreateTransmissionRequest
      DeletedFilter Dialog DialogActivity DialogActivityDetails DialogActivityListItem
      DialogActivitySearchItem DialogActivityType DialogApiAction DialogApiActionEndpoint
      DialogAttachment DialogAttachmentUrl DialogContentSummary DialogEndUserContext
      DialogEndUserContextItem DialogGuiAction DialogGuiActionPriority DialogListItem
      DialogListItemEndUserContext DialogRevision DialogSeenLog DialogSeenLogDetails
      DialogSeenLogListItem DialogSeenLogSearchItem DialogServiceOwnerContext
      DialogServiceOwnerContextListItem DialogServiceOwnerLabel DialogServiceOwnerLabelListItem
      DialogStatus DialogStatusInput DialogTag DialogTransmission DialogTransmissionAttachment
      DialogTransmissionAttachmentDetails DialogTransmissionAttachmentUrl
      DialogTransmissionAttachmentUrlDetails DialogTransmissionContent
      DialogTransmissionContentDetails DialogTransmissionDetails
      DialogTransmissionNavigationalAction DialogTransmissionNavigationalActionDetails
      DialogTransmissionSearchAttachment DialogTransmissionSearchAttachmentUrl
      DialogTransmissionSearchContent DialogTransmissionSearchItem
      DialogTransmissionSearchNavigationalAction DialogTransmissionType EndUserSearchLimits
      HttpVerb IdentifierLookupServiceOwner IdentifierLookupServiceResource JsonPatchOperation
      Limits Localization NotificationCondition NotificationConditionType
      PaginatedListOfDialogEndUserContextItem PaginatedListOfDialogListItem ProblemDetails
      ServiceOwnerIdentifierLookup ServiceOwnerLabel ServiceOwnerSearchLimits ServiceResource
      ServiceResourceAccessPackage ServiceResourceMetadata ServiceResourceMetadataList
      ServiceResourceOwner ServiceResourceRole
      SetDialogSystemLabelRequest SystemLabel UpdateDialog UpdateDialogActivity
      UpdateDialogApiAction UpdateDialogApiActionEndpoint UpdateDialogAttachment
      UpdateDialogAttachmentUrl UpdateDialogContent UpdateDialogGuiAction UpdateDialogTag
      UpdateDialogTransmission UpdateDialogTransmissionAttachment
      UpdateDialogTransmissionAttachmentUrl UpdateDialogTransmissionContent
      UpdateDialogTransmissionNavigationalAction UpdateTransmissionAttachment
      UpdateTransmissionAttachmentUrl UpdateTransmissionContent
      UpdateTransmissionNavigationalAction UpdateTransmissionRequest
      """;

  @Test
  void operations() {
    Set<String> described =
        CONTRACT.operations().stream()
            .map(o -> o.method() + " " + o.path() + " " + o.id())
            .collect(Collectors.toSet());
    assertThat(described)
        .containsAll(OPERATIONS.lines().map(line -> line.replaceAll(" +", " ")).toList());
  }

  /** Generated methods look alike, whichever operation they call. */
  @Test
  void operationsOfOurOwnAreWrittenAlike() {
    assertThat(CONTRACT.operations()).allMatch(o -> o.id().matches("([A-Z][a-z]+)+"));
  }

  @Test
  void schemas() {
    Set<String> described = new TreeSet<>();
    CONTRACT.schemas().fieldNames().forEachRemaining(described::add);
    assertThat(described).containsAll(List.of(SCHEMAS.trim().split("\\s+")));
  }

  /** A part has the same members in each request that takes it, but for the names of its parts. */
  @Test
  void partsOfCreateAndUpdateAgree() {
    String[] parts =
        ("Activity ApiAction ApiActionEndpoint Attachment AttachmentUrl Content GuiAction Tag"
                + " Transmission TransmissionAttachment TransmissionAttachmentUrl"
                + " TransmissionContent TransmissionNavigationalAction")
            .split(" ");
    for (String part : parts) {
      assertThat(described("UpdateDialog" + part).replace("UpdateDialog", "CreateDialog"))
          .isEqualTo(described("CreateDialog" + part));
    }
    for (String part : "Attachment AttachmentUrl Content NavigationalAction".split(" ")) {
      String ofDialog = described("CreateDialogTransmission" + part);
      for (String pre : List.of("CreateTransmission", "UpdateTransmission")) {
        assertThat(described(pre + part).replace(pre, "CreateDialogTransmission"))
            .isEqualTo(ofDialog);
      }
    }
  }

  /** Generators of clients make a member with a default mandatory. */
  @Test
  void nothingThatIsSentHasADefault() {
    List<String> faults = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    CONTRACT
        .operations()
        .forEach(
            operation ->
                Stream.of(
                        operation.description().path("requestBody"),
                        operation.description().path("parameters"),
                        CONTRACT.pathItem(operation.path()).path("parameters"))
                    .forEach(sent -> inspect(operation.id(), sent, seen, faults)));
    assertThat(faults).isEmpty();
    assertThat(seen).contains("#/components/schemas/CreateDialogGuiAction");
  }

  private static void inspect(String at, JsonNode node, Set<String> seen, List<String> faults) {
    if (node.has("default")) {
      faults.add(at + " has a default");
    }
    if (node.has("$ref") && seen.add(node.get("$ref").asText())) {
      inspect(node.get("$ref").asText(), CONTRACT.resolved(node), seen, faults);
    }
    for (JsonNode inner : node) {
      inspect(at, inner, seen, faults);
    }
  }

  private static String described(String schema) {
    return CONTRACT.schemas().path(schema).toString();
  }
}

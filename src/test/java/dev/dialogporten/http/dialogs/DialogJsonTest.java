package dev.dialogporten.http.dialogs;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.api.ApiFixture;
import dev.dialogporten.api.StoredDialogs;
import dev.dialogporten.dialog.EndUserAccess;
import dev.dialogporten.dialog.command.DialogQuery.DialogDetails;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DialogJsonTest {

  @Test
  void plain_everyMemberInItsPlace() {
    String expected =
        """
        {"id":"0194d0aa-5b1c-7c3e-9f21-0242ac120002",
        "revision":"5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11","org":"ttd",
        "serviceResource":"urn:altinn:resource:super-simple-service",
        "serviceResourceType":"genericaccessresource",
        "party":"urn:altinn:organization:identifier-no:991825827",
        "progress":20,"extendedStatus":"x \\"quoted\\" \\\\ \\n","externalReference":"ref",
        "dueAt":"2025-03-01T12:00:01.1234560Z","expiresAt":"2025-03-01T12:00:02.1234560Z",
        "process":"urn:p:1","precedingProcess":"urn:p:0",
        "createdAt":"2025-03-01T12:00:00.1234560Z","updatedAt":"2025-03-01T12:01:00.1234560Z",
        "contentUpdatedAt":"2025-03-01T12:00:30.1234560Z",
        "deletedAt":"2025-03-01T12:01:30.1234560Z",
        "status":"RequiresAttention","systemLabel":"Bin","isApiOnly":false,
        "hasUnopenedContent":true,"isContentSeen":true,
        "fromServiceOwnerTransmissionsCount":1,"fromPartyTransmissionsCount":2,
        "content":{"title":{"value":[{"value":"Skjæma","languageCode":"nb"}],
        "mediaType":"text/plain"},"mainContentReference":{"value":[]}},
        "searchTags":[{"value":"tag"}],
        "attachments":[{"id":"0194d0aa-5b1c-7c3e-9f21-0242ac120003"}],
        "transmissions":[
        {"id":"0194d0aa-5b1c-7c3e-9f21-0242ac120003","idempotentKey":",\\"type\\":\\"Alert\\"",
        "type":"Information","isOpened":true,"sender":{"actorType":"ServiceOwner"}},
        {"id":"0194d0aa-5b1c-7c3e-9f21-0242ac120003","idempotentKey":",\\"type\\":\\"Alert\\"",
        "authorizationAttribute":"forbidden",
        "type":"Submission","isOpened":false,"sender":{"actorType":"ServiceOwner"}}],
        "guiActions":[{"action":"open"},{"action":"forbidden"}],
        "apiActions":[{"action":"open","authorizationAttribute":"forbidden"}],
        "activities":[{"id":"0194d0aa-5b1c-7c3e-9f21-0242ac120003",
        "createdAt":"2025-03-01T12:00:00.1234560Z",
        "extendedType":"urn:,\\"performedBy\\":","type":"Information",
        "performedBy":{"actorType":"ServiceOwner"},"description":[]}],
        "seenSinceLastUpdate":[
        {"id":"00000000-0000-0001-0000-00000000003c","seenAt":"2025-03-01T12:01:00.1234560Z",
        "seenBy":{"actorType":"PartyRepresentative","actorName":"KARI",
        "actorId":"urn:altinn:person:identifier-no:08844397713"},
        "isViaServiceOwner":true,"isCurrentEndUser":false}],
        "seenSinceLastContentUpdate":[
        {"id":"00000000-0000-0001-0000-00000000002d","seenAt":"2025-03-01T12:00:45.1234560Z",
        "seenBy":{"actorType":"PartyRepresentative",
        "actorId":"urn:altinn:person:idporten-email:a@b.no"},
        "isViaServiceOwner":true,"isCurrentEndUser":false},
        {"id":"00000000-0000-0001-0000-00000000003c","seenAt":"2025-03-01T12:01:00.1234560Z",
        "seenBy":{"actorType":"PartyRepresentative","actorName":"KARI",
        "actorId":"urn:altinn:person:identifier-no:08844397713"},
        "isViaServiceOwner":true,"isCurrentEndUser":false}],
        "serviceOwnerContext":{"revision":"00000000-0000-0000-0000-000000000001",
        "serviceOwnerLabels":[{"value":"a"},{"value":"b"}]},
        "endUserContext":{"revision":"00000000-0000-0000-0000-000000000002",
        "systemLabels":["Sent","Bin"]}}
        """;
    assertThat(DialogJson.render(StoredDialogs.details(), Viewer.SERVICE_OWNER))
        .isEqualTo(expected.replace("\n", ""));
  }

  @Test
  void nothingOptional_membersLeftOutAndListsEmpty() {
    DialogDetails details =
        new DialogDetails(StoredDialogs.bare(), List.of(), List.of(), List.of(), List.of());
    assertThat(DialogJson.render(details, Viewer.SERVICE_OWNER))
        .doesNotContain("null", "\"content\"", "progress", "idempotentKey", "deletedAt", "process")
        .contains(
            "\"searchTags\":[],\"attachments\":[],\"transmissions\":[],\"guiActions\":[],"
                + "\"apiActions\":[],\"activities\":[],\"seenSinceLastUpdate\":[],"
                + "\"seenSinceLastContentUpdate\":[]",
            "\"systemLabels\":[\"Default\"]");
  }

  @Test
  void openedByAPerson_saysWhatThePersonMay() {
    String json = DialogJson.render(StoredDialogs.details(), person(new UUID(1, 60)));
    assertThatJson(json).inPath("$.guiActions[*].isAuthorized").isEqualTo("[true,false]");
    assertThatJson(json).inPath("$.apiActions[*].isAuthorized").isEqualTo("[false]");
    assertThatJson(json).inPath("$.transmissions[*].isAuthorized").isEqualTo("[true,false]");
    assertThatJson(json).inPath("$.transmissions[*].isOpened").isEqualTo("[true,false]");
    assertThatJson(json).inPath("$.content.mainContentReference.isAuthorized").isEqualTo(true);
    assertThatJson(json).inPath("$.content.title").isObject().doesNotContainKey("isAuthorized");
  }

  @Test
  void openedByAPerson_ownEntryIsNotViaServiceOwner() {
    String json = DialogJson.render(StoredDialogs.details(), person(new UUID(1, 60)));
    String seen = "$.seenSinceLastContentUpdate[*].";
    assertThatJson(json).inPath(seen + "isCurrentEndUser").isEqualTo("[false,true]");
    assertThatJson(json).inPath(seen + "isViaServiceOwner").isEqualTo("[true,false]");
  }

  @Test
  void openedBefore_entryIsViaServiceOwner() {
    String json = DialogJson.render(StoredDialogs.details(), person(null));
    assertThatJson(json).inPath("$.seenSinceLastUpdate[*].isViaServiceOwner").isEqualTo("[true]");
  }

  @Test
  void activityList_endsBeforeThePerformer() {
    assertThat(ChildJson.activities(List.of(StoredDialogs.activity(), StoredDialogs.activity())))
        .isEqualTo(
            """
            [{"id":"0194d0aa-5b1c-7c3e-9f21-0242ac120003","createdAt":"2025-03-01T12:00:00.1234560Z",\
            "extendedType":"urn:,\\"performedBy\\":","type":"Information"},\
            {"id":"0194d0aa-5b1c-7c3e-9f21-0242ac120003","createdAt":"2025-03-01T12:00:00.1234560Z",\
            "extendedType":"urn:,\\"performedBy\\":","type":"Information"}]\
            """);
  }

  @Test
  void emptyLists() {
    assertThat(ChildJson.activities(List.of())).isEqualTo("[]");
    assertThat(ChildJson.transmissions(List.of())).isEqualTo("[]");
    assertThat(ChildJson.seenLog(List.of())).isEqualTo("[]");
    assertThat(ChildJson.labels(List.of())).isEqualTo("[]");
  }

  private static Viewer person(UUID seenNow) {
    EndUserAccess access = ApiFixture.EVERYTHING;
    return new EndUserViewer(
        StoredDialogs.full().identity(), StoredDialogs.PERSON, seenNow, access);
  }
}

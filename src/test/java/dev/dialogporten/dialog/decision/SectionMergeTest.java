package dev.dialogporten.dialog.decision;

import static dev.dialogporten.dialog.decision.CreationTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.outcome.CommandResult;
import dev.dialogporten.dialog.outcome.ElementId;
import dev.dialogporten.dialog.outcome.ElementId.Kind;
import dev.dialogporten.dialog.value.JsonText;
import dev.dialogporten.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists are merged by id: what is kept, replaced, added, claimed and released. */
class SectionMergeTest {
  private final Ledger ledger = new Ledger();
  private final UUID id = ledger.world.newId();

  @BeforeEach
  void create() {
    ledger.ok(
        Desk.owner()
            .create(
                id,
                "searchTags: [{value: 'one'}, {value: ' TWO '}], attachments: [{name: 'a', urls:"
                    + " [{url: 'https://a.no/1', consumerType: 'Gui'}, {url: 'https://a.no/2',"
                    + " consumerType: 'Api'}]}, {name: 'b', urls: [{url: 'https://b.no/',"
                    + " consumerType: 'Gui'}]}], guiActions: [{action: 'open', url:"
                    + " 'https://g.no/', priority: 'Primary', prompt: [], title: [{value: 'nb',"
                    + " languageCode: 'nb'}, {value: 'en', languageCode: 'en'}]}], apiActions:"
                    + " [{action: 'open', endpoints: [{url: 'https://api.no/', httpMethod:"
                    + " 'GET'}]}]"));
    ledger.world.pass(Duration.ofMinutes(1));
  }

  private ObjectNode body() {
    return Desk.asBody(ledger.dialog(id));
  }

  private JsonNode attachments() {
    return JsonText.parse(ledger.dialog(id).sections().attachments());
  }

  private static List<String> ids(JsonNode elements) {
    List<String> ids = new ArrayList<>();
    elements.forEach(element -> ids.add(element.path("id").asText()));
    return ids;
  }

  private static ObjectNode object(JsonNode node) {
    return (ObjectNode) node;
  }

  @Test
  void put_asIs_changesNothing() {
    UUID revision = ledger.dialog(id).revision();
    CommandResult result = ledger.ok(Desk.owner().replaceAsIs(ledger.dialog(id)));
    assertThat(result.revision()).isEqualTo(revision);
    assertThat(ledger.written).isNull();
    assertThat(ledger.asked).isNull();
  }

  @Test
  void put_reorderedWithOtherDefaultsLeftOut_changesNothing() {
    ObjectNode body = body();
    var reversed = Canonical.NODES.arrayNode();
    reversed.add(body.path("attachments").get(1)).add(body.path("attachments").get(0));
    body.set("attachments", reversed);
    object(body.path("guiActions").get(0)).remove(List.of("isDeleteDialogAction", "httpMethod"));
    body.set("searchTags", World.json("[{value: 'TWO'}, {value: 'one'}]"));
    ledger.ok(Desk.owner().replaceWith(id, body));
    assertThat(ledger.written).isNull();
  }

  @Test
  void put_withoutIds_recreates() {
    List<String> before = ids(attachments());
    ObjectNode body = body();
    body.path("attachments").forEach(attachment -> object(attachment).remove("id"));
    body.path("attachments").forEach(a -> a.path("urls").forEach(url -> object(url).remove("id")));
    ledger.ok(Desk.owner().replaceWith(id, body));
    assertThat(ids(attachments())).hasSize(2).doesNotContainAnyElementsOf(before).isSorted();
    assertThat(attachments().get(0).path("name").asText()).isEqualTo("a");
    assertThat(ledger.lastChange().members()).containsExactly(ChangedMember.attachments);
    assertThat(ledger.written.children().claimed()).hasSize(5);
    assertThat(ledger.written.children().released()).hasSize(5);
  }

  @Test
  void put_matchedElement_keepsIdAndReplacesUrls() {
    List<String> before = ids(attachments());
    String keptUrl = attachments().get(0).path("urls").get(0).path("id").asText();
    ObjectNode body = body();
    object(body.path("attachments").get(0).path("urls").get(1)).remove("id");
    ledger.ok(Desk.owner().replaceWith(id, body));
    assertThat(ids(attachments())).isEqualTo(before);
    assertThat(ids(attachments().get(0).path("urls"))).hasSize(2).startsWith(keptUrl);
    assertThat(ledger.written.children().claimed())
        .hasSize(1)
        .allMatch(e -> e.kind() == Kind.AttachmentUrl);
    assertThat(ledger.written.children().released()).hasSize(1);
  }

  @Test
  void put_overwrite_isFull() {
    ObjectNode body = body();
    object(body.path("attachments").get(0)).remove("name");
    ledger.ok(Desk.owner().replaceWith(id, body));
    assertThat(attachments().get(0).has("name")).isFalse();
    assertThat(ledger.written.children().claimed()).isEmpty();
    assertThat(ledger.written.children().released()).isEmpty();
  }

  @Test
  void put_unknownId_createsWithIt_afterTheKept() {
    String given = "01800000-0000-7000-8000-000000000001";
    List<String> before = ids(attachments());
    ObjectNode body = body();
    body.withArray("attachments")
        .insert(
            0,
            World.json(
                "{id: '" + given + "', urls: [{url: 'https://c.no/', consumerType: 'Gui'}]}"));
    ledger.ok(Desk.owner().replaceWith(id, body));
    assertThat(ids(attachments())).containsExactly(before.get(0), before.get(1), given);
    assertThat(ledger.elementIds)
        .containsEntry(new ElementId(Kind.Attachment, UUID.fromString(given)), id);
  }

  @Test
  void put_urlMovedToOtherAttachment_isNeitherClaimedNorReleased() {
    ObjectNode body = body();
    JsonNode moved = object(body.path("attachments").get(0)).withArray("urls").remove(1);
    object(body.path("attachments").get(1)).withArray("urls").add(moved);
    ledger.ok(Desk.owner().replaceWith(id, body));
    assertThat(ledger.written.children().claimed()).isEmpty();
    assertThat(ledger.written.children().released()).isEmpty();
  }

  @Test
  void put_onlyStatusAndContent_clearsTheRest() {
    ledger.ok(Desk.owner().replace(id, ""));
    var after = ledger.dialog(id).sections();
    assertThat(
            List.of(
                after.searchTags(), after.attachments(), after.guiActions(), after.apiActions()))
        .containsOnly("[]");
    assertThat(ledger.elementIds).isEmpty();
    assertThat(ledger.lastChange().members())
        .containsExactlyInAnyOrder(
            ChangedMember.searchTags,
            ChangedMember.attachments,
            ChangedMember.guiActions,
            ChangedMember.apiActions);
  }

  @Test
  void put_attachmentExpiry_newOrChangedMustBeFuture() {
    ObjectNode body = body();
    object(body.path("attachments").get(0)).put("expiresAt", "2026-03-02T00:00:00Z");
    ledger.ok(Desk.owner().replaceWith(id, body));
    ledger.world.pass(Duration.ofDays(7));
    ObjectNode unchanged = body();
    unchanged.put("progress", 5);
    ledger.ok(Desk.owner().replaceWith(id, unchanged));
    ObjectNode changed = body();
    object(changed.path("attachments").get(0)).put("expiresAt", "2026-03-02T00:00:01Z");
    assertProblem(
        ledger.refused(Desk.of(World.ADMIN).silent().replaceWith(id, changed)),
        ProblemType.UNPROCESSABLE,
        "Attachments.ExpiresAt");
  }

  @Test
  void newElements_followTheKeptOnes_byId() {
    UUID first = ledger.world.newId();
    UUID second = ledger.world.newId();
    UUID third = ledger.world.newId();
    String attachment = "{id: '%s', urls: [{url: 'https://a.no/', consumerType: 'Gui'}]}";
    ledger.ok(Desk.owner().replace(id, "attachments: [" + attachment.formatted(second) + "]"));
    String all =
        Stream.of(third, second, first).map(attachment::formatted).collect(Collectors.joining(","));
    ledger.ok(Desk.owner().replace(id, "attachments: [" + all + "]"));
    assertThat(ledger.dialog(id).sections().attachments())
        .containsSubsequence(second.toString(), first.toString(), third.toString());
  }

  @Test
  void patch_untouchedSections_stayTheSameText() {
    var before = ledger.dialog(id).sections();
    ledger.ok(Desk.owner().patch(id, "{op: 'replace', path: '/searchTags', value: []}"));
    var after = ledger.dialog(id).sections();
    assertThat(after.attachments()).isSameAs(before.attachments());
    assertThat(after.content()).isSameAs(before.content());
    assertThat(after.searchTags()).isEqualTo("[]");
  }

  @Test
  void patch_removeList_releasesItsIds() {
    ledger.ok(Desk.owner().patch(id, "{op: 'remove', path: '/attachments'}"));
    assertThat(ledger.dialog(id).sections().attachments()).isEqualTo("[]");
    assertThat(ledger.elementIds.keySet())
        .extracting(ElementId::kind)
        .containsExactlyInAnyOrder(
            Kind.DialogGuiAction, Kind.DialogApiAction, Kind.DialogApiActionEndpoint);
  }

  @Test
  void actionResources_followTheActions() {
    ledger.ok(
        Desk.owner()
            .patch(
                id,
                "{op: 'add', path: '/guiActions/0/authorizationAttribute', value:"
                    + " 'urn:altinn:resource:OWN'}"));
    assertThat(ledger.dialog(id).facts().actionResources()).isEqualTo(World.RESOURCE);
    ledger.ok(Desk.owner().patch(id, "{op: 'remove', path: '/guiActions/0'}"));
    assertThat(ledger.dialog(id).facts().actionResources()).isEmpty();
  }
}

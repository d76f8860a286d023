package dev.dialogporten.dialog.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.ActivityType;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.SystemLabel;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.dialog.outcome.Decision;
import dev.dialogporten.dialog.rules.ContentTraits;
import dev.dialogporten.dialog.value.JsonText;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a dialog, what is kept of it equals what a recount from its rows gives. */
class RandomSequenceTest {
  private static final List<String> TYPES =
      List.of("Information", "Alert", "Submission", "Correction", "Decision");
  private static final List<String> ATTRIBUTES =
      List.of("", "task", World.RESOURCE, World.FOREIGN, World.CORRESPONDENCE);

  private final Ledger ledger = new Ledger();
  private final UUID id = ledger.world.newId();
  private Random random;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void facts_equalARecount(long seed) {
    random = new Random(seed);
    create();
    int writes = 0;
    for (int step = 0; step < 200; step++) {
      ledger.world.pass(Duration.ofMillis(random.nextInt(2000)));
      Dialog before = ledger.dialog(id);
      Decision decision = ledger.send(command());
      if (ledger.dialog(id) == null) {
        create();
      } else if (decision instanceof Decision.Write write) {
        writes++;
        assertWrite(before, ledger.dialog(id), write);
      } else {
        assertThat(ledger.dialog(id)).isSameAs(before);
      }
      assertKept();
    }
    assertThat(writes).isGreaterThan(70);
  }

  private void create() {
    ledger.ok(
        admin()
            .create(
                id,
                random.nextBoolean()
                    ? ""
                    : "isApiOnly: true, transmissions: [{type: 'Alert',"
                        + " sender: {actorType: 'ServiceOwner'}}]"));
  }

  private Desk admin() {
    return Desk.of(
            World.caller(
                dev.dialogporten.dialog.Scope.ADMIN, dev.dialogporten.dialog.Scope.CORRESPONDENCE))
        .silent(random.nextInt(3) == 0);
  }

  private DialogCommand command() {
    Desk desk = admin();
    return switch (random.nextInt(16)) {
      case 0, 1, 2 -> desk.transmission(id, pick(TYPES), transmissionMembers());
      case 3, 4 -> desk.opened(id, anyTransmission());
      case 5 -> desk.activity(id, "FormSaved", "");
      case 6 -> desk.activity(id, "CorrespondenceOpened", "");
      case 7 -> desk.update(id, anyTransmission(), pick(TYPES), transmissionMembers());
      case 8 -> desk.replaceWith(id, shuffledBody());
      case 9 -> desk.patch(id, "{op: 'add', path: '/progress', value: " + random.nextInt(3) + "}");
      case 10 -> desk.patch(id, "{op: 'add', path: '/guiActions', value: [" + guiAction() + "]}");
      case 11 -> desk.patch(id, "{op: 'add', path: '/attachments/-', value: " + attachment() + "}");
      case 12 -> desk.patch(id, "{op: 'remove', path: '/attachments/0'}");
      case 13 ->
          Desk.of(World.onBehalfOf(World.ADMIN, World.PERSON))
              .labels(id, List.of(pick(List.of(SystemLabel.values()))), List.of());
      case 14 -> desk.open(id, World.PERSON);
      default ->
          random.nextInt(10) == 0
              ? desk.purge(id)
              : ledger.dialog(id).isDeleted() ? desk.restore(id) : desk.delete(id);
    };
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private UUID anyTransmission() {
    List<Transmission> all = ledger.transmissionsOf(id);
    return all.isEmpty() ? new UUID(0, 1) : pick(all).id();
  }

  private String attribute() {
    String attribute = pick(ATTRIBUTES);
    return attribute.isEmpty() ? "" : ", authorizationAttribute: '" + attribute + "'";
  }

  private String transmissionMembers() {
    String related =
        random.nextInt(3) == 0 ? ", relatedTransmissionId: '" + anyTransmission() + "'" : "";
    return "attachments: [" + attachment() + "]" + related + attribute();
  }

  private static String attachment() {
    return "{urls: [{url: 'https://a.no/', consumerType: 'Gui'}]}";
  }

  private String guiAction() {
    return "{action: 'a', url: 'https://a.no/', priority: 'Primary', title: [{value: 'a',"
        + " languageCode: 'nb'}]"
        + attribute()
        + "}";
  }

  /** The dialog as it is, but for an id lost here and there. */
  private ObjectNode shuffledBody() {
    ObjectNode body = Desk.asBody(ledger.dialog(id));
    for (JsonNode attachment : body.path("attachments")) {
      if (random.nextInt(3) == 0) {
        ((ObjectNode) attachment).remove("id");
      }
    }
    return body;
  }

  private void assertWrite(Dialog before, Dialog after, Decision.Write write) {
    boolean renewed = !before.revision().equals(after.revision());
    ChangeKind kind = write.unit().change().kind();
    assertThat(renewed).isEqualTo(kind != ChangeKind.CONTEXT && kind != ChangeKind.SEEN);
    assertThat(write.unit().change().revisionAfter()).isEqualTo(after.revision());
    assertThat(after.times().updatedAt()).isAfterOrEqualTo(before.times().updatedAt());
    assertThat(after.times().createdAt()).isEqualTo(before.times().createdAt());
    if (write.unit().change().silent()) {
      assertThat(after.times().updatedAt()).isEqualTo(before.times().updatedAt());
    }
    assertThat(after.contexts().systemLabels().inOrder())
        .filteredOn(SystemLabel::isExclusive)
        .hasSize(1);
  }

  private void assertKept() {
    Dialog dialog = ledger.dialog(id);
    Dialog.Facts facts = dialog.facts();
    List<Transmission> transmissions = ledger.transmissionsOf(id);
    Set<UUID> opened = new HashSet<>();
    ledger.activitiesOf(id).forEach(activity -> opened.add(activity.transmissionId()));
    Set<String> resources = new TreeSet<>();
    int unopened = 0;
    int contentless = 0;
    for (Transmission transmission : transmissions) {
      JsonNode document = JsonText.parse(transmission.document());
      assertThat(transmission.opened()).isEqualTo(opened.contains(transmission.id()));
      unopened += transmission.type().isFromParty() || transmission.opened() ? 0 : 1;
      contentless += document.has("content") ? 0 : 1;
      addResource(resources, document);
      UUID parent = transmission.relatedTransmissionId();
      assertThat(transmission.depth())
          .isEqualTo(parent == null ? 1 : ledger.transmissions.get(parent).depth() + 1);
    }
    assertThat(facts.transmissions()).isEqualTo(transmissions.size());
    assertThat(facts.unopened()).isEqualTo(unopened);
    assertThat(facts.contentless()).isEqualTo(contentless);
    assertThat(facts.activities()).isEqualTo(ledger.activitiesOf(id).size());
    assertThat(facts.correspondenceOpened())
        .isEqualTo(
            ledger.activitiesOf(id).stream()
                .anyMatch(activity -> activity.type() == ActivityType.CorrespondenceOpened));
    assertThat(facts.transmissionResources()).isEqualTo(String.join(" ", resources));
    Set<String> ofActions = new TreeSet<>();
    JsonText.parse(dialog.sections().guiActions()).forEach(a -> addResource(ofActions, a));
    assertThat(facts.actionResources()).isEqualTo(String.join(" ", ofActions));
    assertThat(new ContentTraits(facts.longTexts(), facts.legacyHtml()))
        .isEqualTo(ContentTraits.of((ObjectNode) JsonText.parse(dialog.sections().content())));
    assertElementIds(dialog, transmissions);
  }

  private static void addResource(Set<String> resources, JsonNode element) {
    String attribute = element.path("authorizationAttribute").asText();
    if (attribute.startsWith("urn:altinn:resource:")) {
      resources.add(attribute);
    }
  }

  private void assertElementIds(Dialog dialog, List<Transmission> transmissions) {
    ElementIds used = new ElementIds();
    used.addAfter(ElementForm.ATTACHMENT, JsonText.parse(dialog.sections().attachments()));
    used.addAfter(ElementForm.GUI_ACTION, JsonText.parse(dialog.sections().guiActions()));
    for (Transmission transmission : transmissions) {
      used.addAfter(
          ElementForm.ATTACHMENT, JsonText.parse(transmission.document()).path("attachments"));
    }
    assertThat(ledger.elementIds.keySet()).containsExactlyInAnyOrderElementsOf(used.claimed());
  }
}

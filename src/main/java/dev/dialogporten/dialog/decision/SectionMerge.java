package dev.dialogporten.dialog.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Section;
import dev.dialogporten.dialog.Sections;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.rules.ContentTraits;
import dev.dialogporten.dialog.value.Instants;
import dev.dialogporten.dialog.value.JsonText;
import dev.dialogporten.dialog.value.WhiteSpace;
import dev.dialogporten.problem.Faults;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Merges the sections of a bound body into the stored ones. A section that the request does not
 * touch is not looked at; one that comes out with the same text has not changed.
 */
final class SectionMerge {
  private final DecisionContext context;
  private final ElementIds ids;
  private final FactsTally facts;
  private final Set<ChangedMember> changed = EnumSet.noneOf(ChangedMember.class);
  private final Faults expired = new Faults();
  private String content;
  private String searchTags;
  private String attachments;
  private String guiActions;
  private String apiActions;

  /**
   * @param ids gets the ids of the touched sections
   * @param facts gets what is to be known of the changed sections
   */
  SectionMerge(Sections stored, DecisionContext context, ElementIds ids, FactsTally facts) {
    this.context = context;
    this.ids = ids;
    this.facts = facts;
    content = stored.content();
    searchTags = stored.searchTags();
    attachments = stored.attachments();
    guiActions = stored.guiActions();
    apiActions = stored.apiActions();
  }

  SectionMerge merge(ObjectNode body, Set<Section> touched) {
    if (touched.contains(Section.CONTENT)) {
      mergeContent(body);
    }
    if (touched.contains(Section.SEARCH_TAGS)) {
      searchTags = next(ChangedMember.searchTags, searchTags, tags(body));
    }
    if (touched.contains(Section.ATTACHMENTS)) {
      attachments = elements(ElementForm.ATTACHMENT, ChangedMember.attachments, attachments, body);
    }
    if (touched.contains(Section.GUI_ACTIONS)) {
      guiActions = elements(ElementForm.GUI_ACTION, ChangedMember.guiActions, guiActions, body);
    }
    if (touched.contains(Section.API_ACTIONS)) {
      apiActions = elements(ElementForm.API_ACTION, ChangedMember.apiActions, apiActions, body);
    }
    if (changed.contains(ChangedMember.guiActions) || changed.contains(ChangedMember.apiActions)) {
      facts.actionResources(actionResources());
    }
    return this;
  }

  /** The sections after the merge. */
  Sections sections() {
    return new Sections(content, searchTags, attachments, guiActions, apiActions);
  }

  Set<ChangedMember> changed() {
    return changed;
  }

  /** 422 for attachments whose expiry is new or changed and not in the future. */
  void checkAttachmentExpiry(Faults faults) {
    faults.addAll(expired);
  }

  private void mergeContent(ObjectNode body) {
    ObjectNode next = Canonical.dialogContent(body.path(Section.CONTENT.member()));
    content = next(ChangedMember.content, content, next);
    if (changed.contains(ChangedMember.content)) {
      facts.traits(ContentTraits.of(next));
    }
  }

  /** Tags are their value: trimmed, lower case, kept ones first and in their old order. */
  private ArrayNode tags(ObjectNode body) {
    Set<String> requested = new LinkedHashSet<>();
    for (JsonNode tag : body.path(Section.SEARCH_TAGS.member())) {
      requested.add(WhiteSpace.normalized(tag.path("value").asText()));
    }
    Set<String> merged = new LinkedHashSet<>();
    for (JsonNode tag : JsonText.parse(searchTags)) {
      merged.add(tag.path("value").asText());
    }
    merged.retainAll(requested);
    merged.addAll(requested);
    ArrayNode tags = Canonical.NODES.arrayNode(merged.size());
    merged.forEach(value -> tags.addObject().put("value", value));
    return tags;
  }

  private String elements(ElementForm form, ChangedMember member, String before, ObjectNode body) {
    JsonNode stored = JsonText.parse(before);
    ArrayNode merged =
        new ElementMerge(form, context.newId()).merge(stored, body.path(member.name()));
    ids.addBefore(form, stored);
    ids.addAfter(form, merged);
    if (form == ElementForm.ATTACHMENT) {
      findExpired(stored, merged);
    }
    return next(member, before, merged);
  }

  private void findExpired(JsonNode stored, ArrayNode merged) {
    Map<String, String> before = new HashMap<>();
    stored.forEach(a -> before.put(a.path("id").asText(), a.path("expiresAt").asText()));
    for (JsonNode attachment : merged) {
      Instant expiresAt = Bound.instant(attachment, "expiresAt");
      if (expiresAt != null
          && !expiresAt.isAfter(context.now())
          && !attachment
              .path("expiresAt")
              .asText()
              .equals(before.get(attachment.path("id").asText()))) {
        expired.add(
            "Attachments.ExpiresAt",
            "'ExpiresAt' " + Instants.format(expiresAt) + " must be in the future or null.");
      }
    }
  }

  private String next(ChangedMember member, String before, JsonNode merged) {
    String after = JsonText.write(merged);
    if (after.equals(before)) {
      return before;
    }
    changed.add(member);
    return after;
  }

  private ResourceSet actionResources() {
    ResourceSet resources = new ResourceSet();
    if (ResourceSet.mayOccurIn(guiActions)) {
      resources.addAll(JsonText.parse(guiActions));
    }
    if (ResourceSet.mayOccurIn(apiActions)) {
      resources.addAll(JsonText.parse(apiActions));
    }
    return resources;
  }
}

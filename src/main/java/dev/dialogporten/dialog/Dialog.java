package dev.dialogporten.dialog;

import java.time.Instant;
import java.util.UUID;

/**
 * A dialog as of one revision, without its transmissions, activities and logs: what rules need of
 * those is kept in constant-size {@link Facts}. Immutable; instants are UTC with microsecond
 * precision.
 *
 * @param revision opaque, renewed by every change of the dialog; leaves as the ETag
 * @param version internal count of writes to the row, also of those that leave the revision alone
 *     (labels, seen flag); the write path compares both, so a cached snapshot can never overwrite a
 *     context that another node changed
 */
public record Dialog(
    UUID id,
    UUID revision,
    long version,
    Identity identity,
    Fields fields,
    Times times,
    State state,
    Facts facts,
    Contexts contexts,
    Sections sections) {

  /**
   * What never changes after creation. {@code party} and {@code serviceResource} are lower case.
   */
  public record Identity(
      String org,
      String serviceResource,
      String serviceResourceType,
      String party,
      String idempotentKey,
      Instant visibleFrom) {}

  /** The scalar members a service owner may change. Null means absent. */
  public record Fields(
      DialogStatus status,
      Integer progress,
      String extendedStatus,
      String externalReference,
      Instant dueAt,
      Instant expiresAt,
      String process,
      String precedingProcess,
      boolean isApiOnly) {}

  /** {@code deletedAt} is null while the dialog is live. */
  public record Times(
      Instant createdAt, Instant updatedAt, Instant contentUpdatedAt, Instant deletedAt) {}

  /**
   * Flags of the life cycle.
   *
   * @param frozen only admins may change the dialog
   * @param contentSeen "seen since last content update" (without the label part)
   * @param hasUnopenedContent the stored flag: something awaits opening
   */
  public record State(boolean frozen, boolean contentSeen, boolean hasUnopenedContent) {}

  /**
   * What the rules need to know of transmissions, activities and sections, kept up to date by every
   * write so that no rule has to read them.
   *
   * @param fromServiceOwner number of transmissions of service-owner types, as counted at append
   * @param fromParty number of Submission and Correction transmissions, as counted at append
   * @param unopened transmissions of service-owner types without a TransmissionOpened activity
   * @param contentless transmissions without content
   * @param activities number of activities
   * @param correspondenceOpened whether a CorrespondenceOpened activity exists
   * @param actionResources {@code urn:altinn:resource:} values named by gui and api actions,
   *     blank-separated, lower case, or ""
   * @param transmissionResources the same for stored transmissions
   * @param longTexts the content holds a text that only correspondence callers may send
   * @param legacyHtml the content holds a media type that only legacy HTML callers may send
   */
  public record Facts(
      int fromServiceOwner,
      int fromParty,
      int unopened,
      int contentless,
      int activities,
      boolean correspondenceOpened,
      String actionResources,
      String transmissionResources,
      boolean longTexts,
      boolean legacyHtml) {

    public static final Facts NONE = new Facts(0, 0, 0, 0, 0, false, "", "", false, false);

    public int transmissions() {
      return fromServiceOwner + fromParty;
    }
  }

  /** The two contexts with revisions of their own. */
  public record Contexts(
      UUID serviceOwnerRevision, UUID endUserRevision, SystemLabels systemLabels) {}

  public boolean isDeleted() {
    return times.deletedAt() != null;
  }

  public boolean isCorrespondence() {
    return ServiceResource.CORRESPONDENCE_TYPE.equals(identity.serviceResourceType());
  }

  /** {@code isContentSeen} of responses. */
  public boolean isContentSeen() {
    return state.contentSeen() && !contexts.systemLabels().contains(SystemLabel.MarkedAsUnopened);
  }

  public Dialog withRevision(UUID next) {
    return new Dialog(id, next, version, identity, fields, times, state, facts, contexts, sections);
  }

  public Dialog withVersion(long next) {
    return new Dialog(
        id, revision, next, identity, fields, times, state, facts, contexts, sections);
  }

  public Dialog withFields(Fields next) {
    return new Dialog(
        id, revision, version, identity, next, times, state, facts, contexts, sections);
  }

  public Dialog withTimes(Times next) {
    return new Dialog(
        id, revision, version, identity, fields, next, state, facts, contexts, sections);
  }

  public Dialog withState(State next) {
    return new Dialog(
        id, revision, version, identity, fields, times, next, facts, contexts, sections);
  }

  public Dialog withFacts(Facts next) {
    return new Dialog(
        id, revision, version, identity, fields, times, state, next, contexts, sections);
  }

  public Dialog withContexts(Contexts next) {
    return new Dialog(id, revision, version, identity, fields, times, state, facts, next, sections);
  }

  public Dialog withSections(Sections next) {
    return new Dialog(id, revision, version, identity, fields, times, state, facts, contexts, next);
  }
}

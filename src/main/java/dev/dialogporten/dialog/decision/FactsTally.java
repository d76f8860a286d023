package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.Dialog.Facts;
import dev.dialogporten.dialog.TransmissionType;
import dev.dialogporten.dialog.rules.ContentTraits;
import dev.dialogporten.problem.Faults;

/** The facts of a dialog while they are being counted on. Not thread-safe. */
final class FactsTally {
  /** Per direction; the counters of the reference are 16 bits wide. */
  static final int MAX_TRANSMISSIONS = Short.MAX_VALUE;

  private int fromServiceOwner;
  private int fromParty;
  private int unopened;
  private int contentless;
  private int activities;
  private boolean correspondenceOpened;
  private String actionResources;
  private String transmissionResources;
  private ContentTraits traits;

  FactsTally(Facts facts) {
    fromServiceOwner = facts.fromServiceOwner();
    fromParty = facts.fromParty();
    unopened = facts.unopened();
    contentless = facts.contentless();
    activities = facts.activities();
    correspondenceOpened = facts.correspondenceOpened();
    actionResources = facts.actionResources();
    transmissionResources = facts.transmissionResources();
    traits = new ContentTraits(facts.longTexts(), facts.legacyHtml());
  }

  /** 422 for each direction that would overflow. */
  static void checkCounters(
      Facts facts, int moreFromServiceOwner, int moreFromParty, Faults faults) {
    checkCounter("FromServiceOwner", facts.fromServiceOwner() + moreFromServiceOwner, faults);
    checkCounter("FromParty", facts.fromParty() + moreFromParty, faults);
  }

  private static void checkCounter(String direction, int count, Faults faults) {
    if (count > MAX_TRANSMISSIONS) {
      String key = direction + "TransmissionsCount";
      faults.add(key, "'" + key + "' cannot exceed " + MAX_TRANSMISSIONS + ".");
    }
  }

  void count(TransmissionType type) {
    if (type.isFromParty()) {
      fromParty++;
    } else {
      fromServiceOwner++;
    }
  }

  void unopened(int difference) {
    unopened += difference;
  }

  void contentless(int difference) {
    contentless += difference;
  }

  void countActivity() {
    activities++;
  }

  void correspondenceOpened() {
    correspondenceOpened = true;
  }

  void actionResources(ResourceSet resources) {
    actionResources = resources.stored();
  }

  void transmissionResources(ResourceSet resources) {
    transmissionResources = resources.stored();
  }

  void traits(ContentTraits next) {
    traits = next;
  }

  Facts toFacts() {
    return new Facts(
        fromServiceOwner,
        fromParty,
        unopened,
        contentless,
        activities,
        correspondenceOpened,
        actionResources,
        transmissionResources,
        traits.longTexts(),
        traits.legacyHtml());
  }
}

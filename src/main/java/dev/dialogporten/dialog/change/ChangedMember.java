package dev.dialogporten.dialog.change;

import java.util.EnumSet;
import java.util.Set;

/**
 * The dialog members a change touched; stored as one bit each ({@link #mask}). Append new constants
 * at the end only.
 */
public enum ChangedMember {
  status,
  progress,
  extendedStatus,
  externalReference,
  dueAt,
  expiresAt,
  process,
  precedingProcess,
  isApiOnly,
  content,
  searchTags,
  attachments,
  guiActions,
  apiActions,
  transmissions,
  activities,
  hasUnopenedContent,
  frozen,
  deletedAt,
  systemLabels,
  serviceOwnerLabels,
  seen;

  public static int mask(Set<ChangedMember> members) {
    int mask = 0;
    for (ChangedMember member : members) {
      mask |= 1 << member.ordinal();
    }
    return mask;
  }

  public static Set<ChangedMember> ofMask(int mask) {
    EnumSet<ChangedMember> members = EnumSet.noneOf(ChangedMember.class);
    for (ChangedMember member : values()) {
      if ((mask & (1 << member.ordinal())) != 0) {
        members.add(member);
      }
    }
    return members;
  }
}

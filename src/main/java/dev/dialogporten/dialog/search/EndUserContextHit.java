package dev.dialogporten.dialog.search;

import dev.dialogporten.dialog.SystemLabels;
import java.time.Instant;
import java.util.UUID;

/** What a search of end user contexts says of one dialog. */
public record EndUserContextHit(
    UUID dialogId, UUID endUserRevision, SystemLabels systemLabels, Instant contentUpdatedAt) {}

package dev.dialogporten.dialog.search;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.SeenEntry;
import java.util.List;

/**
 * A dialog that a search found.
 *
 * @param dialog of its sections only the content is filled
 * @param guiAttachments attachments of the dialog with a URL for people
 * @param latestActivity response object of the newest activity, or null
 * @param seen the newest entry per person since the earlier of the two updates, newest first
 * @param serviceOwnerLabels sorted by value
 */
public record SearchHit(
    Dialog dialog,
    int guiAttachments,
    String latestActivity,
    List<SeenEntry> seen,
    List<String> serviceOwnerLabels) {}

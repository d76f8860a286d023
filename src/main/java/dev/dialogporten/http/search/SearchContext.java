package dev.dialogporten.http.search;

import dev.dialogporten.config.SearchSettings;
import dev.dialogporten.dialog.ServiceResources;
import dev.dialogporten.dialog.search.ContinuationTokens;

/** What searches need besides the bus. */
public record SearchContext(
    SearchSettings settings, ContinuationTokens tokens, ServiceResources resources) {}

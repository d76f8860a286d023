/** What clients may ask about the service itself: limits and service resources. */
package dev.dialogporten.http.metadata;

/**
 * Single values and JSON text: instants, URIs, identifiers, languages, white space, strict and
 * bounded JSON.
 *
 * <p>The ground floor of the domain; knows {@code problem} only.
 */
package dev.dialogporten.dialog.value;

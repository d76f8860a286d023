/** A result as text, JSON, CSV and HTML, and the line that shows progress. */
package dev.dialogporten.load.report;

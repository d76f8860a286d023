/** What a run found, as plain values. */
package dev.dialogporten.load.result;

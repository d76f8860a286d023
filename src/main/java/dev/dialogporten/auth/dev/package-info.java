/** The development token issuer: tokens for whoever asks, served in development mode only. */
package dev.dialogporten.auth.dev;

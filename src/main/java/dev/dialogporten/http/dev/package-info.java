/** Endpoints that exist in development mode only. */
package dev.dialogporten.http.dev;

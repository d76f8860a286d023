/** Requests as bytes, answers as records, and the connection between them. */
package dev.dialogporten.load.connection;

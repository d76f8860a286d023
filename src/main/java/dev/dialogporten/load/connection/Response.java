package dev.dialogporten.load.connection;

/**
 * What the driver keeps of an answer.
 *
 * @param etag value of the ETag header as sent, or null
 * @param body first bytes of the body; empty for 200, whose content nobody looks at
 * @param close the target closes the connection after this answer
 */
public record Response(int status, byte[] etag, String body, boolean close) {}

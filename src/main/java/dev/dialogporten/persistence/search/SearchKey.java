package dev.dialogporten.persistence.search;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Short forms of parties and service resources, as the SQL function {@code search_key} makes them:
 * indexes stay narrow. Different values may share one, so who searches by it compares the value as
 * well. MD5 is no protection here, only a hash that every version of PostgreSQL has.
 */
final class SearchKey {
  private SearchKey() {}

  static int of(String value) {
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(value.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getInt();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}

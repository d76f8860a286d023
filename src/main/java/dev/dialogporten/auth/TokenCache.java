package dev.dialogporten.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * Principals of tokens verified before, bounded in number. Keyed by SHA-256 of the token, so that
 * no token lies in memory and no comparison can be timed; on current processors the digest costs
 * less than {@code String.hashCode} of the same text. Safe to use from any thread.
 */
final class TokenCache {
  private final Cache<Key, Entry> entries;

  /** The 256 bits of a digest. */
  record Key(long first, long second, long third, long fourth) {
    static Key of(String token) {
      // a character beyond Latin-1 becomes a question mark, which no verified token holds
      byte[] octets = token.getBytes(StandardCharsets.ISO_8859_1);
      ByteBuffer digest = ByteBuffer.wrap(sha256().digest(octets));
      return new Key(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("SHA-256 is missing", e);
      }
    }
  }

  /**
   * @param version of keys and registry the principal was made with
   */
  private record Entry(Principal principal, Instant refusedFrom, long version) {}

  TokenCache(int size) {
    this.entries = Caffeine.newBuilder().maximumSize(size).build();
  }

  /** The principal, or null when the token has to be verified (again). */
  Principal get(Key key, Instant now, long version) {
    Entry entry = entries.getIfPresent(key);
    return entry != null && entry.version == version && now.isBefore(entry.refusedFrom)
        ? entry.principal
        : null;
  }

  void put(Key key, Principal principal, Instant refusedFrom, long version) {
    entries.put(key, new Entry(principal, refusedFrom, version));
  }
}

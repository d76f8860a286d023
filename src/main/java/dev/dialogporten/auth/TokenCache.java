package dev.dialogporten.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;

/**
 * Principals of tokens verified before, bounded in number. Keyed by SHA-256 of the token, so that no
 * token lies in memory and no comparison can be timed; on current processors the digest costs less
 * than {@code String.hashCode} of the same text. Safe to use from any thread.
 */
final class TokenCache {
  private final Cache<Key, Entry> entries;

  /** Fits a hash table because a digest's bits are random. */
  private record Key(byte[] digest) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Arrays.equals(digest, key.digest);
    }

    @Override
    public int hashCode() {
      return digest[0] << 24 | (digest[1] & 255) << 16 | (digest[2] & 255) << 8 | digest[3] & 255;
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
  Principal get(byte[] digest, Instant now, long version) {
    Entry entry = entries.getIfPresent(new Key(digest));
    return entry != null && entry.version == version && now.isBefore(entry.refusedFrom)
        ? entry.principal
        : null;
  }

  void put(byte[] digest, Principal principal, Instant refusedFrom, long version) {
    entries.put(new Key(digest), new Entry(principal, refusedFrom, version));
  }

  static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(token.getBytes(StandardCharsets.ISO_8859_1));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing", e);
    }
  }
}

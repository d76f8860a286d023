package dev.dialogporten.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** A dialog of the target as one virtual user knows it. Belongs to one event loop. */
final class TargetDialog {
  final byte[] id;
  // Exactly the bytes the target sent, quoted or bare, so that If-Match echoes its own form.
  private byte[] etag;
  private int sequence;

  /**
   * @param etag null when not known yet; the first use will then read it
   */
  TargetDialog(String id, byte[] etag) {
    this.id = id.getBytes(US_ASCII);
    this.etag = etag;
  }

  byte[] etag() {
    return etag;
  }

  /** Takes over the ETag of an answer; null forgets what was known. */
  void etag(byte[] etag) {
    this.etag = etag;
  }

  /** A number that differs from the previous one, so that no write is a no-op. */
  int nextSequence() {
    return ++sequence;
  }
}

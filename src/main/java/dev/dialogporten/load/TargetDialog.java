package dev.dialogporten.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.concurrent.ThreadLocalRandom;

/** A dialog of the target as one virtual user knows it. Belongs to one event loop. */
final class TargetDialog {
  final byte[] id;
  // Exactly the bytes the target sent, quoted or bare, so that If-Match echoes its own form.
  private byte[] etag;
  // Anywhere: another run, or another user of the same dialog, may have counted from 0 as well.
  private int sequence = ThreadLocalRandom.current().nextInt(1_000_000_000);

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

  /**
   * A number that differs from the previous one and from those of other runs, so that no write is a
   * no-op.
   */
  int nextSequence() {
    return ++sequence;
  }
}

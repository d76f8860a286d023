package dev.dialogporten.load.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** A dialog of the target as one virtual user knows it. Belongs to one event loop. */
public final class TargetDialog {
  /** What the id of a dialog looks like. */
  public static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  public final byte[] id;
  // Exactly the bytes the target sent, quoted or bare, so that If-Match echoes its own form.
  private byte[] etag;
  // Anywhere: another run, or another user of the same dialog, may have counted from 0 as well.
  private int sequence = ThreadLocalRandom.current().nextInt(1_000_000_000);

  /**
   * @param etag null when not known yet; the first use will then read it
   */
  public TargetDialog(String id, byte[] etag) {
    this.id = id.getBytes(US_ASCII);
    this.etag = etag;
  }

  public byte[] etag() {
    return etag;
  }

  /** Takes over the ETag of an answer; null forgets what was known. */
  public void etag(byte[] etag) {
    this.etag = etag;
  }

  /**
   * A number that differs from the previous one and from those of other runs, so that no write is a
   * no-op.
   */
  public int nextSequence() {
    return ++sequence;
  }
}

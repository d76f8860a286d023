package dev.dialogporten.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Passes immutable objects by reference inside the JVM; never used across processes. */
final class LocalCodec implements MessageCodec<Object, Object> {
  static final LocalCodec INSTANCE = new LocalCodec();
  static final String NAME = "local";

  private LocalCodec() {}

  @Override
  public void encodeToWire(Buffer buffer, Object body) {
    throw new UnsupportedOperationException("local only");
  }

  @Override
  public Object decodeFromWire(int position, Buffer buffer) {
    throw new UnsupportedOperationException("local only");
  }

  @Override
  public Object transform(Object body) {
    return body;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}

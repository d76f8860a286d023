package dev.dialogporten.load.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.dialogporten.load.options.LoadOptions;
import dev.dialogporten.load.options.Operation;
import dev.dialogporten.load.options.PatchFormat;
import dev.dialogporten.load.options.Target;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.EnumMap;
import java.util.Map;

/**
 * Pre-encoded requests: everything but id, ETag and a few digits is copied from arrays. Not for use
 * by several threads.
 */
public final class Requests {
  private static final byte[] END = "\r\n\r\n".getBytes(US_ASCII);

  private record Shape(byte[] upToId, byte[] afterId, byte[] validator, Bodies.Template body) {}

  private final Map<Operation, Shape> shapes = new EnumMap<>(Operation.class);

  public Requests(Target target, String token, LoadOptions.Subject subject, PatchFormat format) {
    String common =
        " HTTP/1.1\r\nHost: "
            + target.authority()
            + (token.isEmpty() ? "" : "\r\nAuthorization: Bearer " + token);
    String path = target.prefix() + "/api/v1/serviceowner/dialogs";
    String json = "application/json";
    put(Operation.PATCH, "PATCH " + path, "", common, format.mediaType(), Bodies.patch(format));
    put(Operation.PUT, "PUT " + path, "", common, json, Bodies.put());
    put(Operation.ACTIVITY, "POST " + path, "/activities", common, json, Bodies.activity());
    put(
        Operation.TRANSMISSION,
        "POST " + path,
        "/transmissions",
        common,
        json,
        Bodies.transmission());
    put(Operation.GET, "GET " + path, "", common, null, null);
    put(Operation.GET_UNCHANGED, "GET " + path, "", common, null, null);
    Bodies.Template create = Bodies.create(subject);
    String head = "POST " + path + common + bodyHeaders(json, create);
    shapes.put(Operation.CREATE, new Shape(head.getBytes(US_ASCII), null, null, create));
  }

  private void put(
      Operation operation,
      String start,
      String suffix,
      String common,
      String mediaType,
      Bodies.Template body) {
    String afterId = suffix + common + (body == null ? "" : bodyHeaders(mediaType, body));
    String validator =
        operation == Operation.GET_UNCHANGED ? "\r\nIf-None-Match: " : "\r\nIf-Match: ";
    shapes.put(
        operation,
        new Shape(
            (start + "/").getBytes(US_ASCII),
            afterId.getBytes(US_ASCII),
            operation.conditional() ? validator.getBytes(US_ASCII) : null,
            body));
  }

  private static String bodyHeaders(String mediaType, Bodies.Template body) {
    return "\r\nContent-Type: " + mediaType + "\r\nContent-Length: " + body.bytes().length;
  }

  /**
   * @param dialog ignored by {@link Operation#CREATE}
   * @param sequence makes the body differ from the previous one
   */
  public ByteBuf encode(
      ByteBufAllocator allocator, Operation operation, TargetDialog dialog, int sequence) {
    Shape shape = shapes.get(operation);
    ByteBuf buffer = allocator.ioBuffer(4096);
    buffer.writeBytes(shape.upToId);
    if (shape.afterId != null) {
      buffer.writeBytes(dialog.id).writeBytes(shape.afterId);
    }
    if (shape.validator != null && dialog.etag() != null) {
      buffer.writeBytes(shape.validator).writeBytes(dialog.etag());
    }
    buffer.writeBytes(END);
    if (shape.body != null) {
      shape.body.fill(sequence);
      buffer.writeBytes(shape.body.bytes());
    }
    return buffer;
  }
}

package dev.dialogporten.load.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dialogporten.load.options.LoadOptions;
import dev.dialogporten.load.options.PatchFormat;

/**
 * Request bodies, encoded once. Members that change from request to request have a fixed width, so
 * that a request is a copy plus a few overwritten bytes and its Content-Length never changes.
 */
public final class Bodies {
  private static final String PROGRESS = "\u0001\u0001\u0001";
  private static final String REFERENCE = "\u0002\u0002\u0002\u0002\u0002\u0002\u0002\u0002\u0002";

  private Bodies() {}

  /**
   * A body with holes.
   *
   * @param progressAt where three characters of a number go, or -1
   * @param referenceAt where nine digits go, or -1
   */
  public record Template(byte[] bytes, int progressAt, int referenceAt) {
    static Template of(String text) {
      byte[] bytes = text.getBytes(UTF_8);
      Template template = new Template(bytes, indexOf(bytes, 1), indexOf(bytes, 2));
      template.fill(0);
      return template;
    }

    /** Makes the body differ from those of neighbouring sequence numbers. */
    void fill(int sequence) {
      if (progressAt >= 0) {
        int progress = Math.floorMod(sequence, 101);
        // Blanks are legal before a JSON number, leading zeros are not.
        bytes[progressAt] = progress < 100 ? (byte) ' ' : (byte) '1';
        bytes[progressAt + 1] = progress < 10 ? (byte) ' ' : (byte) ('0' + progress / 10 % 10);
        bytes[progressAt + 2] = (byte) ('0' + progress % 10);
      }
      if (referenceAt >= 0) {
        int rest = sequence & Integer.MAX_VALUE;
        for (int i = 8; i >= 0; i--) {
          bytes[referenceAt + i] = (byte) ('0' + rest % 10);
          rest /= 10;
        }
      }
    }

    private static int indexOf(byte[] bytes, int marker) {
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == marker) {
          return i;
        }
      }
      return -1;
    }
  }

  public static Template create(LoadOptions.Subject subject) {
    return Template.of(
        "{\"serviceResource\":\""
            + escape(subject.serviceResource())
            + "\",\"party\":\""
            + escape(subject.party())
            + "\","
            + mutablePart()
            + ",\"activities\":[{\"type\":\"DialogCreated\",\"performedBy\":{\"actorType\":\"ServiceOwner\"}}]}");
  }

  static Template put() {
    return Template.of("{" + mutablePart() + "}");
  }

  static Template patch(PatchFormat format) {
    if (format == PatchFormat.MERGE) {
      return Template.of(
          "{\"progress\":" + PROGRESS + ",\"extendedStatus\":\"step-" + REFERENCE + "\"}");
    }
    return Template.of(
        "[{\"op\":\"replace\",\"path\":\"/progress\",\"value\":"
            + PROGRESS
            + "},{\"op\":\"replace\",\"path\":\"/extendedStatus\",\"value\":\"step-"
            + REFERENCE
            + "\"}]");
  }

  static Template activity() {
    return Template.of(
        """
        {"type":"Information","performedBy":{"actorType":"ServiceOwner"},\
        "description":[{"languageCode":"nb","value":"Steg %s er behandlet"}]}\
        """
            .formatted(REFERENCE));
  }

  static Template transmission() {
    return Template.of(
        """
        {"type":"Information","sender":{"actorType":"ServiceOwner"},"externalReference":"letter-%s",\
        "content":{"title":{"mediaType":"text/plain","value":[{"languageCode":"nb","value":"Vedtak"}]},\
        "summary":{"mediaType":"text/plain","value":[{"languageCode":"nb","value":"Les vedtaket"}]}}}\
        """
            .formatted(REFERENCE));
  }

  /** About 1,400 bytes, as a dialog with one attachment, one action and a longer text has. */
  private static String mutablePart() {
    return """
    "status":"InProgress","progress":%s,"extendedStatus":"step-%s","externalReference":"case-17",\
    "content":{\
    "title":{"mediaType":"text/plain","value":[{"languageCode":"nb","value":"Søknad om tillatelse"}]},\
    "summary":{"mediaType":"text/plain","value":[{"languageCode":"nb","value":"Vi trenger noen opplysninger til."}]},\
    "senderName":{"mediaType":"text/plain","value":[{"languageCode":"nb","value":"Testdepartementet"}]},\
    "additionalInfo":{"mediaType":"text/markdown","value":[{"languageCode":"nb","value":"%s"}]}},\
    "searchTags":[{"value":"tillatelse"},{"value":"soknad"}],\
    "attachments":[{"name":"vedlegg.pdf","displayName":[{"languageCode":"nb","value":"Vedlegg"}],\
    "urls":[{"url":"https://example.com/vedlegg.pdf","mediaType":"application/pdf","consumerType":"Gui"}]}],\
    "guiActions":[{"action":"open","url":"https://example.com/skjema","priority":"Primary",\
    "title":[{"languageCode":"nb","value":"Fyll ut"}]}]\
    """
        .formatted(PROGRESS, REFERENCE, "Saken er under behandling. ".repeat(16).strip());
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}

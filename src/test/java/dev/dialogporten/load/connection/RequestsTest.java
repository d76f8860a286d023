package dev.dialogporten.load.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dialogporten.load.options.LoadOptions;
import dev.dialogporten.load.options.Operation;
import dev.dialogporten.load.options.PatchFormat;
import dev.dialogporten.load.options.Target;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RequestsTest {
  private static final String ID = "0194d0aa-0000-7000-8000-000000000001";
  private final Requests requests =
      new Requests(
          new Target(false, "localhost", 8080, "/dialogporten"),
          "secret",
          new LoadOptions.Subject("urn:altinn:resource:x", "urn:party"),
          PatchFormat.JSON);

  private String encode(Operation operation, String etag, int sequence) {
    TargetDialog dialog = new TargetDialog(ID, etag == null ? null : etag.getBytes(UTF_8));
    ByteBuf buffer = requests.encode(UnpooledByteBufAllocator.DEFAULT, operation, dialog, sequence);
    try {
      return buffer.toString(UTF_8);
    } finally {
      buffer.release();
    }
  }

  @Test
  void patch() {
    assertThat(encode(Operation.PATCH, "\"abc\"", 42))
        .isEqualTo(
            """
            PATCH /dialogporten/api/v1/serviceowner/dialogs/%s HTTP/1.1
            Host: localhost:8080
            Authorization: Bearer secret
            Content-Type: application/json-patch+json
            Content-Length: 116
            If-Match: "abc"

            [{"op":"replace","path":"/progress","value": 42},\
            {"op":"replace","path":"/extendedStatus","value":"step-000000042"}]\
            """
                .formatted(ID)
                .replace("\n", "\r\n"));
  }

  @Test
  void getUnchanged_carriesTheBareTagAsItCame() {
    assertThat(encode(Operation.GET_UNCHANGED, "abc", 1))
        .startsWith("GET /dialogporten/api/v1/serviceowner/dialogs/" + ID + " HTTP/1.1\r\n")
        .endsWith("\r\nIf-None-Match: abc\r\n\r\n");
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void bodies_areJsonOfTheAnnouncedLength(Operation operation) throws Exception {
    for (int sequence : new int[] {0, 7, 99, 100, 101, 123_456_789, Integer.MAX_VALUE, -1}) {
      String text = encode(operation, "\"t\"", sequence);
      int split = text.indexOf("\r\n\r\n");
      byte[] body = text.substring(split + 4).getBytes(UTF_8);
      if (body.length == 0) {
        assertThat(text).doesNotContain("Content-Length");
      } else {
        assertThat(text).contains("\r\nContent-Length: " + body.length + "\r\n");
        assertThat(new ObjectMapper().readTree(body).isContainerNode()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "5, 5", "42, 42", "100, 100", "101, 0", "202, 0", "203, 1"})
  void progress_staysInRange(int sequence, int expected) throws Exception {
    String text = encode(Operation.PUT, "\"t\"", sequence);
    JsonNode body = new ObjectMapper().readTree(text.substring(text.indexOf("\r\n\r\n")));
    assertThat(body.path("progress").intValue()).isEqualTo(expected);
  }

  @Test
  void dialogs_areOneToTwoKilobytes() {
    Bodies.Template create = Bodies.create(new LoadOptions.Subject("urn:altinn:resource:x", "y"));
    assertThat(create.bytes().length).isBetween(1000, 2000);
    assertThat(Arrays.toString(create.bytes())).doesNotContain("[1,").doesNotContain(" 1,");
  }

  @Test
  void mergePatch_sameMembers() {
    String body = new String(Bodies.patch(PatchFormat.MERGE).bytes(), UTF_8);
    assertThat(body).isEqualTo("{\"progress\":  0,\"extendedStatus\":\"step-000000000\"}");
    assertThat(PatchFormat.MERGE.mediaType()).isEqualTo("application/merge-patch+json");
  }
}

package dev.dialogporten.dialog.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceRefTest {
  private static final String ID = "0199b8c1-6f2e-7a10-9d5e-0d5f2f6f7a01";

  @Test
  void parse_dialog() {
    assertThat(InstanceRef.parse(" URN:altinn:DIALOG-id:" + ID.toUpperCase() + " "))
        .contains(new InstanceRef("urn:altinn:dialog-id:" + ID, UUID.fromString(ID), null));
  }

  @Test
  void parse_correspondence() {
    String ref = "urn:altinn:correspondence-id:" + ID;

    assertThat(InstanceRef.parse(ref)).contains(new InstanceRef(ref, null, ref));
  }

  @Test
  void parse_instance() {
    assertThat(InstanceRef.parse("urn:altinn:instance-id:50015641/" + ID))
        .contains(
            new InstanceRef(
                "urn:altinn:instance-id:50015641/" + ID,
                null,
                "urn:altinn:integration:storage:50015641/" + ID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        ID,
        "urn:altinn:dialog-id:",
        "urn:altinn:dialog-id:123",
        "urn:altinn:dialog-id:0199b8c16f2e7a109d5e0d5f2f6f7a01",
        "urn:altinn:instance-id:" + ID,
        "urn:altinn:instance-id:0/" + ID,
        "urn:altinn:instance-id:-1/" + ID,
        "urn:altinn:instance-id:x/" + ID,
        "urn:altinn:instance-id:1/2/" + ID,
        "urn:altinn:integration:storage:1/" + ID
      })
  void parse_invalid(String text) {
    assertThat(InstanceRef.parse(text)).isEmpty();
  }

  @Test
  void ofLabels_instanceBeforeCorrespondenceBeforeDialog() {
    UUID dialogId = UUID.fromString(ID);
    String correspondence = "urn:altinn:correspondence-id:" + ID;
    String storage = "urn:altinn:integration:storage:7/" + ID;

    assertThat(InstanceRef.ofLabels(dialogId, List.of(correspondence, storage)).text())
        .isEqualTo("urn:altinn:instance-id:7/" + ID);
    assertThat(InstanceRef.ofLabels(dialogId, List.of("other", correspondence)).text())
        .isEqualTo(correspondence);
    assertThat(InstanceRef.ofLabels(dialogId, List.of("urn:altinn:integration:storage:x")).text())
        .isEqualTo("urn:altinn:dialog-id:" + ID);
  }
}

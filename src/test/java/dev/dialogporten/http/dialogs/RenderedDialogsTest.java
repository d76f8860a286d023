package dev.dialogporten.http.dialogs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.api.StoredDialogs;
import dev.dialogporten.dialog.command.DialogQuery.DialogDetails;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenderedDialogsTest {
  private static final DialogDetails DETAILS = StoredDialogs.details();

  private final RenderedDialogs rendered = new RenderedDialogs(1 << 20);

  @Test
  void sameDetails_areRenderedOnce() {
    Buffer body = rendered.body(DETAILS);

    assertThat(body.toString()).isEqualTo(DialogJson.render(DETAILS, Viewer.SERVICE_OWNER));
    assertThat(rendered.body(DETAILS)).isSameAs(body);
  }

  @Test
  void otherDetailsOfTheSameDialog_areRenderedAnew() {
    rendered.body(DETAILS);
    DialogDetails labelled =
        new DialogDetails(
            DETAILS.dialog(),
            DETAILS.transmissions(),
            DETAILS.activities(),
            DETAILS.seen(),
            List.of("another-label"));

    assertThat(rendered.body(labelled).toString()).contains("another-label");
    assertThat(rendered.body(DETAILS).toString()).doesNotContain("another-label");
  }

  @Test
  void withoutMemory_rendersEveryTime() {
    RenderedDialogs none = new RenderedDialogs(0);

    Buffer body = none.body(DETAILS);

    assertThat(none.body(DETAILS)).isNotSameAs(body).isEqualTo(body);
  }
}

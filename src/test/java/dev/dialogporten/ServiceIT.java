package dev.dialogporten;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServiceExtension.class)
class ServiceIT {

  @Test
  void dialog_createReadPatch_thenTheOldTagIsRefused(TestService service, ServiceOwner owner) {
    ApiClient client = service.client(owner);

    ApiResponse created = client.post(DIALOGS, Dialogs.create(owner)).expect(201);
    String path = DIALOGS + "/" + created.id();
    assertThat(client.get(path).expect(200).etag()).isEqualTo(created.etag());

    ApiClient conditional = client.ifMatch(created.etag());
    ApiResponse patched = conditional.patch(path, Dialogs.newTitle("New")).expect(204);
    assertThat(patched.etag()).isNotEqualTo(created.etag());

    ApiResponse stale = conditional.patch(path, Dialogs.newTitle("Newer"));
    assertThat(stale.problem(412).getString("code")).isEqualTo("precondition_failed");
    assertThat(stale.etag()).isEqualTo(patched.etag());
  }
}

package dev.dialogporten.outbound.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
  /** The example of the Standard Webhooks libraries. */
  @Test
  void sign_knownExample() {
    byte[] key = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    assertThat(WebhookSignature.sign(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330L, body))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void secret_isThePrefixedKey() {
    byte[] key = WebhookSignature.newKey();

    assertThat(key).hasSize(32).isNotEqualTo(WebhookSignature.newKey());
    assertThat(WebhookSignature.secret(key)).startsWith("whsec_");
    assertThat(Base64.getDecoder().decode(WebhookSignature.secret(key).substring(6)))
        .isEqualTo(key);
  }
}

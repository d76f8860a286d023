package dev.dialogporten.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Development mode hands out tokens, so other machines must not reach it by accident. */
class DevModeAddressTest {

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.7", "::"})
  void reachableByOthers_refusedUnlessAllowed(String host) {
    assertThatThrownBy(() -> SettingsLoader.of(Map.of("http.host", host)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("auth.mode")
        .hasMessageContaining(host);

    Map<String, String> allowed = Map.of("http.host", host, "auth.dev.allow-remote", "true");
    assertThat(SettingsLoader.of(allowed).http().host()).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
  void loopback_isFine(String host) {
    assertThat(SettingsLoader.of(Map.of("http.host", host)).http().host()).isEqualTo(host);
  }
}

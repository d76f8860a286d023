package dev.dialogporten.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class LoadTest {

  @Test
  void requests_upToTheLimit() {
    Load load = new Load(2, 0, new Refusals(new SimpleMeterRegistry()));
    assertThat(load.enter()).isTrue();
    assertThat(load.enter()).isTrue();
    assertThat(load.enter()).isFalse();
    load.leave();
    assertThat(load.enter()).isTrue();
    assertThat(load.requests()).isEqualTo(2);
  }

  @Test
  void bytes_upToTheLimit() {
    Load load = new Load(0, 10, new Refusals(new SimpleMeterRegistry()));
    assertThat(load.hold(6)).isTrue();
    assertThat(load.hold(5)).isFalse();
    assertThat(load.hold(4)).isTrue();
    load.release(6);
    assertThat(load.bytes()).isEqualTo(4);
  }
}

package dev.dialogporten.load.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadOptionsTest {
  @TempDir Path directory;

  private static LoadOptions parse(String... args) throws LoadFault {
    return LoadOptions.of(LoadOptions.arguments(args));
  }

  @Test
  void defaults() throws LoadFault {
    LoadOptions options = parse();
    assertThat(options.target()).isEqualTo(new Target(false, "localhost", 8080, ""));
    assertThat(options.scenario()).isEqualTo(new Scenario.Single(Operation.PATCH));
    assertThat(options.connections()).isEqualTo(16);
    assertThat(options.dialogs()).isEqualTo(1000);
    assertThat(options.isOpenLoop()).isFalse();
    assertThat(options.duration()).isEqualTo(Duration.ofSeconds(30));
    assertThat(options.outputs()).isEqualTo(new LoadOptions.Outputs(null, null, null));
  }

  @Test
  void values_afterBlankOrEqualsSign() throws LoadFault {
    LoadOptions options =
        parse("--connections=64", "--rate", "2500.5", "--duration", "2m", "--warmup=500ms");
    assertThat(options.connections()).isEqualTo(64);
    assertThat(options.rate()).isEqualTo(2500.5);
    assertThat(options.duration()).isEqualTo(Duration.ofMinutes(2));
    assertThat(options.warmup()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void everyConnectionOwnsADialog() throws LoadFault {
    assertThat(parse("--connections", "50", "--dialogs", "10").dialogs()).isEqualTo(50);
    assertThat(parse("--scenario", "hot", "--dialogs", "10").dialogs()).isEqualTo(1);
  }

  @Test
  void neverMoreThreadsThanConnections() throws LoadFault {
    assertThat(parse("--connections", "2", "--threads", "8").threads()).isEqualTo(2);
  }

  @Test
  void tokenFile_isStripped() throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "abc.def\n");
    assertThat(parse("--token-file", file.toString()).token()).isEqualTo("abc.def");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          http://localhost:8080            , false, localhost , 8080, ''
          http://127.0.0.1                 , false, 127.0.0.1 , 80  , ''
          https://localhost                , true , localhost , 443 , ''
          HTTP://localhost:81/             , false, localhost , 81  , ''
          http://localhost/dialogporten/   , false, localhost , 80  , /dialogporten
          """)
  void target(String url, boolean tls, String host, int port, String prefix) throws LoadFault {
    assertThat(Target.parse(url)).isEqualTo(new Target(tls, host, port, prefix));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --colour red                     | Unknown option --colour.
          now                              | Unexpected argument "now".
          --rate                           | --rate needs a value.
          --rate 1 --rate 2                | --rate is given twice.
          --rate fast                      | --rate "fast" must be a number from 0 to 1000000.
          --rate NaN                       | --rate "NaN" must be a number from 0 to 1000000.
          --rate -1                        | --rate "-1" must be a number from 0 to 1000000.
          --connections 0                  | --connections "0" must be a number from 1 to 10000.
          --connections 1.5                | --connections "1.5" must be a number from 1 to 10000.
          --dev-token=yes                  | --dev-token takes no value.
          --token a --token-file b         | Give only one of --token, --token-file and --dev-token.
          --token-file /does/not/exist     | --token-file /does/not/exist cannot be read.
          --duration soon                  | --duration "soon" must be like 500ms, 30s, 5m or 1h.
          --duration 0s                    | --duration 0s must be from 1000ms to 24h.
          --duration 25h                   | --duration 25h must be from 1000ms to 24h.
          --target localhost:8080          | --target "localhost:8080" must start with http:// or https://.
          --target http://                 | --target "http://" is no URL.
          --target ftp://localhost         | --target "ftp://localhost" must start with http:// or https://.
          --target http://localhost?x=1    | --target "http://localhost?x=1" must be like http://localhost:8080.
          --target http://192.0.2.7        | 192.0.2.7 is neither loopback nor a private address; --allow-remote permits it.
          --arrivals burst                 | --arrivals must be constant or poisson.
          --scenario patch=0               | Bad mix "patch=0"; write it like patch=70,get=20,activity=10.
          --scenario get=1,get=2           | The mix "get=1,get=2" names get twice.
          --max-failures 101               | --max-failures "101" must be a number from 0 to 100.
          """)
  void fault_isOneLine(String line, String message) {
    assertThatThrownBy(() -> parse(line.split(" ")))
        .isInstanceOfSatisfying(
            LoadFault.class, fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessage(message);
  }

  @Test
  void remoteTarget_whenAllowed() throws LoadFault {
    assertThat(parse("--target", "http://192.0.2.7", "--allow-remote").target().host())
        .isEqualTo("192.0.2.7");
  }

  @Test
  void token_withLineBreak_wouldForgeHeaders() {
    assertThatThrownBy(() -> parse("--token", "a\r\nX: y")).hasMessageContaining("printable");
  }
}

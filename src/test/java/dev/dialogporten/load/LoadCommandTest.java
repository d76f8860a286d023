package dev.dialogporten.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** What a user of the command sees: exit code, one clear line, files. */
class LoadCommandTest {
  @TempDir Path directory;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private int run(String... args) {
    return LoadCommand.run(args, new PrintStream(printed, true, UTF_8));
  }

  private String output() {
    return printed.toString(UTF_8);
  }

  private static String[] quick(StubTarget stub, String... more) {
    String[] args = new String[more.length + 5];
    args[0] = "--target=" + stub.url();
    args[1] = "--warmup=0s";
    args[2] = "--duration=1s";
    args[3] = "--connections=2";
    args[4] = "--dialogs=2";
    System.arraycopy(more, 0, args, 5, more.length);
    return args;
  }

  @Test
  void help() {
    assertThat(run("--help")).isZero();
    assertThat(output()).contains("--scenario").contains("Exit code");
  }

  @Test
  void help_namesEveryOption() throws Exception {
    run("--help");
    for (String name :
        new String[] {
          "target", "token", "token-file", "dev-token", "scenario", "connections", "threads",
              "rate",
          "arrivals", "warmup", "duration", "dialogs", "timeout", "max-failures", "seed",
              "resource",
          "party", "ids", "json", "csv", "html", "allow-remote"
        }) {
      assertThat(output()).containsPattern("--" + name + "[= ]");
    }
  }

  @Test
  void badOption() {
    assertThat(run("--colour=red")).isEqualTo(2);
    assertThat(output()).isEqualTo("Unknown option --colour.\nTry: load --help\n");
  }

  @Test
  void refusedConnection() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertThat(run("--target=http://127.0.0.1:" + free)).isEqualTo(3);
    assertThat(output())
        .endsWith("No answer from http://127.0.0.1:" + free + ": connection refused.\n");
  }

  @Test
  void silentTarget_timesOut() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      String url = "http://127.0.0.1:" + socket.getLocalPort();
      assertThat(run("--target=" + url, "--timeout=200ms")).isEqualTo(3);
      assertThat(output()).endsWith(url + " did not answer within 200 ms.\n");
    }
  }

  @Test
  void missingAndWrongToken() {
    StubTarget.Behaviour guarded = new StubTarget.Behaviour(true, false, true, "right", 0, 0, 0);
    try (StubTarget stub = new StubTarget(guarded)) {
      assertThat(run(quick(stub))).isEqualTo(3);
      assertThat(output()).contains("asks for a token (401)");
      assertThat(run(quick(stub, "--token=wrong"))).isEqualTo(3);
      assertThat(output()).contains("does not accept the token (401)").doesNotContain("wrong");
      assertThat(run(quick(stub, "--token=right"))).isZero();
    }
  }

  @Test
  void tooManyFailures() {
    StubTarget.Behaviour failing = new StubTarget.Behaviour(true, false, true, "", 20, 0, 0);
    try (StubTarget stub = new StubTarget(failing)) {
      assertThat(run(quick(stub))).isEqualTo(1);
      assertThat(output()).contains("failed: patch 500").contains("broken");
      assertThat(run(quick(stub, "--max-failures=50"))).isZero();
    }
  }

  @Test
  void files() throws Exception {
    Path json = directory.resolve("a.json");
    Path csv = directory.resolve("a.csv");
    Path html = directory.resolve("a.html");
    try (StubTarget stub = new StubTarget(StubTarget.Behaviour.PLAIN)) {
      int code =
          run(quick(stub, "--token=s3cr3t", "--json=" + json, "--csv=" + csv, "--html=" + html));
      assertThat(code).isZero();
    }
    JsonNode summary = new ObjectMapper().readTree(json.toFile());
    assertThat(summary.path("successesPerSecond").doubleValue()).isPositive();
    assertThat(summary.path("latency").path("p99").longValue()).isPositive();
    assertThat(summary.path("operations").get(0).path("statuses").path("204").longValue())
        .isPositive();
    assertThat(Files.readAllLines(csv)).contains("# version " + summary.path("version").asText());
    assertThat(Files.readAllLines(csv).stream().filter(line -> !line.startsWith("#")))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line.split(",")).hasSize(9));
    assertThat(Files.readString(json) + Files.readString(html) + output()).doesNotContain("s3cr3t");
    wellFormed(html);
  }

  private static void wellFormed(Path html) throws Exception {
    String text = Files.readString(html);
    assertThat(text)
        .startsWith("<!DOCTYPE html>")
        .doesNotContain("${")
        .doesNotContain("http://www");
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new java.io.ByteArrayInputStream(
                    text.replace("<!DOCTYPE html>", "").strip().getBytes(UTF_8)));
    assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(4);
    assertThat(document.getElementsByTagName("rect").getLength()).isPositive();
    assertThat(document.getElementsByTagName("script").getLength()).isZero();
  }

  @Test
  void result_saysWhenAndHow() throws Exception {
    Path json = directory.resolve("a.json");
    Path html = directory.resolve("a.html");
    try (StubTarget stub = new StubTarget(StubTarget.Behaviour.PLAIN)) {
      run(quick(stub, "--token", "s3cr3t", "--json=" + json, "--html=" + html));
    }

    JsonNode summary = new ObjectMapper().readTree(json.toFile());
    assertThat(summary.path("command").textValue())
        .startsWith("load --target=http://")
        .contains("--token ***");
    assertThat(summary.path("version").textValue()).isNotEmpty();
    assertThat(summary.at("/units/latency").textValue()).isEqualTo("microseconds");
    String begun = summary.path("begun").textValue();
    assertThat(output()).contains(begun, "load --target=");
    assertThat(Files.readString(html)).contains(begun, "load --target=").doesNotContain("s3cr3t");
  }

  @Test
  void requirement_missed_isAnExitCodeOfItsOwn() {
    try (StubTarget stub = new StubTarget(StubTarget.Behaviour.PLAIN)) {
      assertThat(run(quick(stub, "--require", "p99<10s", "--require=failures<0.1%"))).isZero();
      assertThat(run(quick(stub, "--require", "p99<0.001ms"))).isEqualTo(4);
      assertThat(output()).contains("missed: p99<0.001ms");
    }
  }

  @Test
  void compare_twoResults() throws Exception {
    Path json = directory.resolve("a.json");
    try (StubTarget stub = new StubTarget(StubTarget.Behaviour.PLAIN)) {
      run(quick(stub, "--json=" + json));
    }

    assertThat(run("compare", json.toString(), json.toString())).isZero();
    assertThat(output()).containsPattern("throughput, 1/s .* 1\\.00\n").doesNotContain("differs");
    assertThat(run("compare", json.toString(), directory.resolve("b").toString())).isEqualTo(2);
    assertThat(run("compare", json.toString())).isEqualTo(2);
  }

  @Test
  void unwritableFile_isToldBeforeTheRun() {
    try (StubTarget stub = new StubTarget(StubTarget.Behaviour.PLAIN)) {
      run(quick(stub, "--json=/does/not/exist/a.json"));
      assertThat(stub.dialogs()).isZero();
    }
  }

  @Test
  void unwritableFile_isToldWithoutStackTrace() {
    try (StubTarget stub = new StubTarget(StubTarget.Behaviour.PLAIN)) {
      assertThat(run(quick(stub, "--json=/does/not/exist/a.json"))).isEqualTo(2);
      assertThat(output()).contains("Cannot write /does/not/exist/a.json.");
    }
  }
}

package dev.dialogporten.load.benchmark;

import dev.dialogporten.load.options.DevToken;
import dev.dialogporten.load.options.LoadOptions;
import dev.dialogporten.load.options.Target;
import dev.dialogporten.load.report.Numbers;
import dev.dialogporten.load.result.Summary;
import dev.dialogporten.load.run.LoadRun;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Measures the packaged service against plain SQL on the same machine, database and tables, and
 * prints a Markdown table. Figures of different machines or runs compare badly; the ratios compare.
 *
 * <pre>mvn -q -DskipTests package
 * mvn -q -Pbenchmark verify                         (quick, about 15 minutes)
 * mvn -q -Pbenchmark verify -Dbenchmark.mode=full   (about 40 minutes)
 * mvn -q -Pbenchmark verify -Dbenchmark.sections=events,start</pre>
 */
public final class Benchmark {

  private static final String ALL = "all";
  static final int FEW = 10_000;
  static final int MANY_CONNECTIONS = 64;
  private static final int CHANGES_PER_SECOND = 2_000;

  /** A single round trip is mostly waiting for the disk, which differs from second to second. */
  private static final int SINGLE_ROUNDS = 3;

  private static final Duration SINGLE_HEAT_UP = Duration.ofSeconds(30);

  /** The difference is smaller than that of two equal runs, so there have to be several. */
  private static final int EVENT_ROUNDS = 4;

  private final BenchmarkPlan plan;
  private final Path jar;
  private final Set<String> sections;
  private final BenchmarkDatabase database;
  private final BenchmarkResults results = new BenchmarkResults(System.out);
  private ServiceProcess service;
  private String token;

  private Benchmark(
      BenchmarkPlan plan, Path jar, Set<String> sections, BenchmarkDatabase database) {
    this.plan = plan;
    this.jar = jar;
    this.sections = sections;
    this.database = database;
  }

  /**
   * @param args mode ({@code quick} or {@code full}), path of the jar, file for the JSON, sections
   *     with commas between ({@code all} for all of them)
   */
  public static void main(String[] args) throws Exception {
    BenchmarkPlan plan = BenchmarkPlan.of(args.length > 0 ? args[0] : "quick");
    Path jar = Path.of(args.length > 1 ? args[1] : "target/dialogporten-vertx.jar");
    Path json = Path.of(args.length > 2 ? args[2] : "target/benchmark.json");
    Set<String> sections = Set.of((args.length > 3 ? args[3] : ALL).split(","));
    if (!Files.exists(jar)) {
      System.err.println(jar + " is missing; run: mvn -q -DskipTests package");
      System.exit(2);
    }
    try (BenchmarkDatabase database = BenchmarkDatabase.start()) {
      Benchmark benchmark = new Benchmark(plan, jar, sections, database);
      try {
        benchmark.run();
        benchmark.results.printGoals();
        benchmark.results.write(json, benchmark.environment());
      } finally {
        benchmark.stopService();
      }
    }
    System.exit(0);
  }

  private void run() throws Exception {
    results.note(
        "load average at the start: "
            + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    startService(Map.of());
    database.template(TemplateDialog.create(service.target(), token));
    database.copyDialogs(FEW);
    database.settle();
    heatUp();

    section("headline", this::headline);
    section("concurrency", this::concurrency);
    section("operations", this::operations);
    section("correctness", this::correctness);
    section("transmissions", this::transmissions);
    section("events", this::events);
    section("cache", this::withoutCache);
    section("many", this::manyDialogs);
    section("start", this::startTimes);
  }

  private interface Section {
    void run() throws Exception;
  }

  private void section(String name, Section section) throws Exception {
    if (sections.contains(ALL) || sections.contains(name)) {
      section.run();
    }
  }

  /**
   * One connection goes other ways than many: what is compiled without having met them is thrown
   * away when it does, and at a few hundred requests a second it takes long to be compiled again.
   */
  private void heatUp() throws Exception {
    heatUp("patch", MANY_CONNECTIONS, plan.heatUp() / 2, Duration.ofMinutes(2));
    heatUp("patch", 1, plan.heatUpEach(), SINGLE_HEAT_UP);
    heatUp("patch", MANY_CONNECTIONS, plan.heatUp() / 2, Duration.ofMinutes(1));
  }

  private void heatUp(String scenario, int connections) throws Exception {
    heatUp(scenario, connections, plan.heatUpEach(), plan.heatUpAtMost());
  }

  /** By count rather than by time: on a busy machine the same time compiles less. */
  private void heatUp(String scenario, int connections, long requests, Duration atMost)
      throws Exception {
    long deadline = System.nanoTime() + atMost.toNanos();
    long answered = 0;
    while (answered < requests && System.nanoTime() < deadline) {
      answered +=
          load(scenario, connections, rows(FEW), Duration.ZERO, Duration.ofSeconds(5)).total();
    }
  }

  /** Plain SQL and PATCH by turns, so that a busy neighbour or a warm disk meets both. */
  private void headline() throws Exception {
    PlainSql plain = new PlainSql(plan, database, results);
    List<Double> sql = new ArrayList<>();
    List<Double> batch = new ArrayList<>();
    List<Double> patch = new ArrayList<>();
    for (int round = 0; round < plan.rounds(); round++) {
      sql.add(plain.best());
      batch.add(plain.bestBatches());
      patch.add(results.add("PATCH", load("patch", MANY_CONNECTIONS, rows(FEW))));
    }
    double median = median(patch);
    results.atLeast("PATCH, 64 connections / plain SQL, best", median / median(sql), 1.0);
    results.ratio("PATCH, 64 connections / plain batches, best", median / median(batch));
  }

  private void concurrency() throws Exception {
    heatUp("patch", 1, plan.heatUpEach(), SINGLE_HEAT_UP);
    List<Double> sql = new ArrayList<>();
    List<Double> patch = new ArrayList<>();
    for (int round = 0; round < SINGLE_ROUNDS; round++) {
      Raw.Figure one =
          RawJdbc.run(database.jdbcUrl(), everySecond(0), 1, plan.warmup(), plan.duration());
      results.add(one);
      sql.add((double) one.medianMicros());
      Summary alone = load("patch", 1, everySecond(1));
      results.add("PATCH", alone);
      patch.add((double) alone.latency().at(50));
    }
    results.atMost(
        "median of PATCH, 1 connection / plain SQL, 1 connection",
        median(patch) / median(sql),
        2.5,
        "");
    results.add("PATCH", load("patch", 16, rows(FEW)));
    results.add("PATCH", load("patch", 256, rows(FEW)));
    results.atMost("resident memory after 256 connections", service.peakMegabytes(), 900, " MB");
  }

  /**
   * Half of the dialogs for plain SQL and half for the service: behind its back, plain SQL would
   * make every snapshot it keeps a stale one.
   */
  private List<Raw.Row> everySecond(int from) throws Exception {
    List<Raw.Row> all = rows(FEW);
    return IntStream.range(0, all.size()).filter(i -> i % 2 == from).mapToObj(all::get).toList();
  }

  private void operations() throws Exception {
    operation("PATCH", "patch");
    operation("PUT", "put");
    operation("POST activity", "activity");
    operation("POST transmission", "transmission");
    operation("POST dialog", "create");
    operation("GET", "get");
    operation("GET, If-None-Match", "get-unchanged");
    readsAndWrites();
    operation("70 % PATCH, 20 % GET, 10 % activity", "mixed");
    List<Raw.Row> one = database.rows(1);
    results.add("PATCH of one dialog by all", load("hot", MANY_CONNECTIONS, one));
    results.add("activities to one dialog by all", load("hot-activity", MANY_CONNECTIONS, one));
  }

  private void operation(String what, String scenario) throws Exception {
    heatUp(scenario, MANY_CONNECTIONS);
    for (int connections : plan.connections()) {
      results.add(what, load(scenario, connections, rows(FEW)));
    }
  }

  /** By turns: minutes later the same machine may be half as fast. */
  private void readsAndWrites() throws Exception {
    List<Double> patch = new ArrayList<>();
    List<Double> get = new ArrayList<>();
    for (int round = 0; round < plan.rounds(); round++) {
      patch.add(results.add("PATCH", load("patch", MANY_CONNECTIONS, rows(FEW))));
      get.add(results.add("GET", load("get", MANY_CONNECTIONS, rows(FEW))));
    }
    results.atLeast("GET / PATCH", median(get) / median(patch), 2);
  }

  /**
   * The load of the other sections, and all on one dialog: is what was acknowledged really there?
   */
  private void correctness() throws Exception {
    ChangeChains chains = ChangeChains.fromNow(database);
    for (String scenario : List.of("mixed", "patch=40,activity=30,transmission=30", "put")) {
      chains.add(load(scenario, 256, rows(1_000), Duration.ZERO, plan.duration()));
    }
    List<Raw.Row> one = database.rows(1);
    for (String scenario : List.of("hot", "hot-activity")) {
      chains.add(load(scenario, MANY_CONNECTIONS, one, Duration.ZERO, plan.duration()));
    }
    ChangeChains.Verdict verdict = chains.verdict();
    results.note(
        Numbers.whole(verdict.acknowledged())
            + " writes were acknowledged, "
            + Numbers.whole(verdict.logged())
            + " are in the change log");
    results.atMost("acknowledged writes that are missing", verdict.missing(), 0, "");
    results.atMost("revisions with more than one successor", verdict.forks(), 0, "");
    results.atMost("changes out of order", verdict.breaks(), 0, "");
  }

  /** PATCH of dialogs with 10,000 transmissions each, and of as many dialogs with none. */
  private void transmissions() throws Exception {
    List<Raw.Row> bare = database.rows(MANY_CONNECTIONS);
    double without = results.add("PATCH, 64 dialogs", load("patch", MANY_CONNECTIONS, bare));
    List<Raw.Row> heavy = database.rows(MANY_CONNECTIONS);
    load("transmission", MANY_CONNECTIONS, heavy, Duration.ZERO, Duration.ofSeconds(1));
    for (Raw.Row row : heavy) {
      database.multiplyTransmissions(row.id, 10_000);
    }
    database.settle();
    double with =
        results.add(
            "PATCH, 64 dialogs with 10,000 transmissions each",
            load("patch", MANY_CONNECTIONS, database.rows(MANY_CONNECTIONS)));
    results.atLeast("10,000 transmissions / none", with / without, 0.9);
  }

  /** What a subscriber of all events costs, and how soon events come at a steady rate. */
  private void events() throws Exception {
    Target target = service.target();
    EventLatency.ofStream(database, target, token, plan.warmup(), this::warmUp);
    EventLatency.ofWebhook(database, target, token, plan.warmup(), this::warmUp);
    List<Double> without = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    for (int round = 0; round < EVENT_ROUNDS; round++) {
      without.add(results.add("PATCH, nobody listens", load("patch", MANY_CONNECTIONS, rows(FEW))));
      try (EventSubscriber subscriber = EventSubscriber.open(target, token, null)) {
        with.add(
            results.add("PATCH, all events streamed", load("patch", MANY_CONNECTIONS, rows(FEW))));
        results.note("the subscriber got " + subscriber.events() + " events");
      }
    }
    results.atLeast("all events streamed / nobody listens", mean(with) / mean(without), 0.9);
    delay(
        "event stream",
        EventLatency.ofStream(database, target, token, plan.warmup(), this::steadily));
    delay(
        "webhook", EventLatency.ofWebhook(database, target, token, plan.warmup(), this::steadily));
  }

  private long warmUp() throws Exception {
    long before = database.count("dialog_change");
    heatUp("patch", MANY_CONNECTIONS);
    return database.count("dialog_change") - before;
  }

  /** The number of changes committed meanwhile. */
  private long steadily() throws Exception {
    String rate = "--rate=" + CHANGES_PER_SECOND;
    long before = database.count("dialog_change");
    results.add(
        "PATCH at " + Numbers.whole(CHANGES_PER_SECOND) + " a second",
        load("patch", MANY_CONNECTIONS, rows(FEW), plan.warmup(), plan.duration(), rate));
    return database.count("dialog_change") - before;
  }

  private void delay(String how, EventLatency.Figure figure) {
    String what = how + " at " + Numbers.whole(CHANGES_PER_SECOND) + " changes/s";
    results.add(
        new BenchmarkResults.Line(
            "commit to receipt, " + what,
            MANY_CONNECTIONS,
            Double.NaN,
            figure.millis(50),
            figure.millis(99),
            Double.NaN,
            Numbers.whole(figure.received())
                + " events of "
                + Numbers.whole(figure.changed())
                + " changes"));
    results.atMost(what + ", median", figure.millis(50), 10, " ms");
    results.atMost(what + ", 99 %", figure.millis(99), 50, " ms");
  }

  private void withoutCache() throws Exception {
    startService(Map.of("DIALOGPORTEN_WRITE_CACHE", "0"));
    heatUp();
    results.add("PATCH, no revision cache", load("patch", MANY_CONNECTIONS, rows(FEW)));
    startService(Map.of());
    heatUp();
  }

  private void manyDialogs() throws Exception {
    long before = database.count("dialog");
    double few = results.add("PATCH, again", load("patch", MANY_CONNECTIONS, rows(FEW)));
    database.copyDialogs(plan.many() - before);
    database.settle();
    String stored = Numbers.whole(plan.many());
    double many =
        results.add(
            "PATCH, 10,000 of " + stored + " dialogs", load("patch", MANY_CONNECTIONS, rows(FEW)));
    results.atLeast("10,000 of " + stored + " dialogs / 10,000", many / few, 0.85);
    List<Raw.Row> all = rows(plan.many());
    double spread =
        results.add("PATCH, spread over all " + stored, load("patch", MANY_CONNECTIONS, all));
    results.ratio("spread over all " + stored + " dialogs / 10,000", spread / few);
    results.add("GET, spread over all " + stored, load("get", MANY_CONNECTIONS, all));
    results.atMost("resident memory at the end", service.peakMegabytes(), 900, " MB");
  }

  /** As it is, and with its classes in an archive, as in the container image. */
  private void startTimes() throws Exception {
    database.settle();
    String what = "start to first answer, external PostgreSQL";
    results.atMost(what, median(startsOf(List.of())), 2, " s");
    Path archive = Files.createTempDirectory("classes").resolve("classes.jsa");
    startService(Map.of(), List.of("-XX:ArchiveClassesAtExit=" + archive));
    stopService();
    results.atMost(
        what + ", archived classes",
        median(startsOf(List.of("-XX:SharedArchiveFile=" + archive))),
        2,
        " s");
    Files.deleteIfExists(archive);
  }

  private List<Double> startsOf(List<String> options) throws Exception {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      startService(Map.of(), options);
      times.add(service.startSeconds());
    }
    return times;
  }

  private List<Raw.Row> rows(int count) throws Exception {
    return database.rows(count);
  }

  private Summary load(String scenario, int connections, List<Raw.Row> rows) throws Exception {
    return load(scenario, connections, rows, plan.warmup(), plan.duration());
  }

  private Summary load(
      String scenario,
      int connections,
      List<Raw.Row> rows,
      Duration warmup,
      Duration duration,
      String... more)
      throws Exception {
    Path ids = database.idsFile(rows);
    List<String> args = new ArrayList<>(List.of(more));
    args.add("--target=" + service.target().url());
    args.add("--token=" + token);
    args.add("--scenario=" + scenario);
    args.add("--connections=" + connections);
    args.add("--ids=" + ids);
    args.add("--warmup=" + warmup.toMillis() + "ms");
    args.add("--duration=" + duration.toMillis() + "ms");
    try {
      return LoadRun.run(
          LoadOptions.of(LoadOptions.arguments(args.toArray(String[]::new))),
          LoadRun.Listener.SILENT);
    } finally {
      Files.delete(ids);
    }
  }

  private void startService(Map<String, String> settings) throws Exception {
    startService(settings, List.of());
  }

  private void startService(Map<String, String> settings, List<String> options) throws Exception {
    stopService();
    service = ServiceProcess.start(jar, database.serviceUrl(), settings, options);
    token = DevToken.fetch(service.target());
  }

  private void stopService() throws IOException {
    if (service != null) {
      service.close();
      service = null;
    }
  }

  private String environment() throws Exception {
    return Runtime.version()
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " processors, "
        + database.describe()
        + ", load average at the end "
        + Numbers.decimal(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(), 1);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElseThrow();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}

package dev.dialogporten;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which package may know which others of this project; the root package may know all of them. */
@AnalyzeClasses(packages = "dev.dialogporten", importOptions = DoNotIncludeTests.class)
class PackagesTest {
  private static final String ROOT = "dev.dialogporten";

  private static final Map<String, List<String>> MAY_KNOW =
      Map.ofEntries(
          Map.entry("http", List.of("auth", "bus", "config", "dialog", "event", "problem")),
          Map.entry("persistence", List.of("bus", "config", "dialog", "event", "problem")),
          Map.entry("outbound", List.of("bus", "config", "dialog", "event", "problem")),
          Map.entry("auth", List.of("config", "dialog", "problem", "refresh", "registry")),
          Map.entry("registry", List.of("config", "dialog", "problem", "refresh")),
          Map.entry("refresh", List.of("config", "problem")),
          Map.entry("bus", List.of("dialog", "problem")),
          Map.entry("event", List.of("dialog", "problem")),
          Map.entry("dialog", List.of("problem")),
          Map.entry("embedded", List.of("config", "problem")),
          Map.entry("management", List.of("config")),
          Map.entry("load", List.of()),
          Map.entry("config", List.of()),
          Map.entry("problem", List.of()));

  @ArchTest
  static void packages_knowOnlyWhatTheyMay(JavaClasses classes) {
    MAY_KNOW.forEach(
        (name, others) -> {
          String[] allowed =
              Stream.concat(Stream.of(name), others.stream())
                  .map(other -> ROOT + "." + other + "..")
                  .toArray(String[]::new);
          noClasses()
              .that()
              .resideInAPackage(ROOT + "." + name + "..")
              .should()
              .dependOnClassesThat(
                  resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed))))
              .check(classes);
        });
  }

  @ArchTest
  static void packages_areAllListed(JavaClasses classes) {
    TreeSet<String> found = new TreeSet<>();
    classes.forEach(
        type -> {
          String rest = type.getPackageName().substring(ROOT.length());
          if (!rest.isEmpty()) {
            found.add(rest.substring(1).split("\\.")[0]);
          }
        });
    assertThat(found).isEqualTo(new TreeSet<>(MAY_KNOW.keySet()));
  }

  @ArchTest
  static void domain_knowsNeitherSqlNorHttp(JavaClasses classes) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".dialog..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "io.vertx.sqlclient..", "io.vertx.pgclient..", "io.vertx.core.http.."))
        .check(classes);
  }

  /** Packages inside the big ones, and the only ones of this project that may know each. */
  @ArchTest
  static void insides_areKnownToTheirNeighboursOnly(JavaClasses classes) {
    Map.of(
            "http.server", List.of("http"),
            "http.exchange", List.of("http", "http.*"),
            "http.dialogs", List.of("http", "http.search"),
            "http.search", List.of("http"),
            "http.events", List.of("http"),
            "http.metadata", List.of("http"),
            "http.docs", List.of("http"),
            "persistence.write", List.of("persistence"),
            "persistence.texts", List.of("persistence"),
            "persistence.search", List.of("persistence"))
        .forEach(
            (inside, neighbours) -> {
              String[] allowed =
                  Stream.concat(
                          // the root package puts the parts together
                          Stream.of(ROOT, ROOT + "." + inside),
                          neighbours.stream().map(name -> ROOT + "." + name))
                      .toArray(String[]::new);
              noClasses()
                  .that()
                  .resideOutsideOfPackages(allowed)
                  .should()
                  .dependOnClassesThat()
                  .resideInAPackage(ROOT + "." + inside)
                  .check(classes);
            });
  }

  @ArchTest
  static void packages_haveNoCycles(JavaClasses classes) {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(classes);
  }

  /** {@code package-info.java} says what a package holds, who may know it and where to start. */
  @Test
  void packages_areDescribed() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      assertThat(
              files
                  .filter(file -> file.toString().endsWith(".java"))
                  .map(Path::getParent)
                  .distinct()
                  .filter(folder -> !Files.exists(folder.resolve("package-info.java"))))
          .isEmpty();
    }
  }
}

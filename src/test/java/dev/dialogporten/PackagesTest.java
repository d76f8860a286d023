package dev.dialogporten;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which package may know which others of this project; the root package may know all of them. */
@AnalyzeClasses(packages = "dev.dialogporten", importOptions = DoNotIncludeTests.class)
class PackagesTest {
  private static final String ROOT = "dev.dialogporten";

  private static final Map<String, List<String>> MAY_KNOW =
      Map.of(
          "http", List.of("auth", "bus", "config", "dialog", "problem"),
          "persistence", List.of("bus", "config", "dialog", "problem"),
          "events", List.of("bus", "config", "dialog", "problem"),
          "auth", List.of("config", "dialog", "problem"),
          "bus", List.of("dialog", "problem"),
          "dialog", List.of("problem"),
          "management", List.of("config"),
          "load", List.of(),
          "config", List.of(),
          "problem", List.of());

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
}

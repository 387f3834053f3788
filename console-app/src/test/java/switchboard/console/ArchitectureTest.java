package switchboard.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dependency rules of the console, each with its reason. */
class ArchitectureTest {
  private static final JavaClasses CONSOLE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("switchboard.console");

  /** From the top; each may be used by those above it. Window and command line by nothing. */
  private static final Map<String, List<String>> LAYERS = new LinkedHashMap<>();

  static {
    LAYERS.put("search", List.of("comparison", "capacity", "sweep"));
    LAYERS.put("bundle", List.of("bundle"));
    LAYERS.put("calibration", List.of("calibration"));
    LAYERS.put("report", List.of("report"));
    LAYERS.put("experiment", List.of("experiment"));
    LAYERS.put("session", List.of("session"));
    LAYERS.put("actions", List.of("fault", "load", "loadtest", "verdict", "intent"));
    LAYERS.put("foundation", List.of("platform", "metrics"));
  }

  @Test
  void arrowsPointOneWay() {
    var rule =
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("window")
            .definedBy("..console.ui..")
            .layer("command line")
            .definedBy("..console.cli..")
            .whereLayer("window")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("command line")
            .mayNotBeAccessedByAnyLayer();
    var above = new ArrayList<>(List.of("window", "command line"));
    for (var layer : LAYERS.entrySet()) {
      rule =
          rule.layer(layer.getKey())
              .definedBy(
                  layer.getValue().stream()
                      .map(each -> "..console." + each + "..")
                      .toArray(String[]::new))
              .whereLayer(layer.getKey())
              .mayOnlyBeAccessedByLayers(above.toArray(String[]::new));
      above.add(layer.getKey());
    }
    rule.because("a change of the window must not reach what the command line runs too")
        .check(CONSOLE);
  }

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("switchboard.console.(**)")
        .should()
        .beFreeOfCycles()
        .because("a package that needs its user cannot be understood, nor tested, alone")
        .check(CONSOLE);
  }

  @Test
  void packagesAreSmall() {
    var sizes =
        CONSOLE.stream()
            .filter(JavaClass::isTopLevelClass)
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertThat(sizes)
        .as("a newcomer finds a class by its package's name, and not by reading all names")
        .allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(25));
  }

  @Test
  void noTwoClassesShareAName() {
    var names =
        CONSOLE.stream()
            .filter(each -> each.isTopLevelClass() && !each.getSimpleName().equals("package-info"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    Collectors.mapping(JavaClass::getPackageName, Collectors.toList())));
    assertThat(names)
        .as("a name that is two things has to be looked up each time")
        .allSatisfy((name, packages) -> assertThat(packages).as(name).hasSize(1));
  }

  @Test
  void windowAndCommandLineOperateThePlatformByTheSession() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "..console.ui..",
            "..console.cli..",
            "..console.capacity..",
            "..console.sweep..",
            "..console.experiment..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("switchboard.console.platform.Platform")
        .because("what the session does not hear of is on no timeline and in no verdict")
        .check(CONSOLE);
  }

  @Test
  void onlyTheWindowKnowsJavaFx() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..console.ui..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx..", "atlantafx..", "org.kordamp..")
        .because("everything else runs on machines without a display")
        .check(CONSOLE);
  }

  @Test
  void modelsKnowNoSceneGraph() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Model")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.application..")
        .because("a model is tested without a toolkit")
        .check(CONSOLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "compose", "kubernetes"})
  void onlyTheWiringKnowsAPlatform(String platform) {
    var owner = "switchboard.console.platform." + platform;
    classes()
        .that()
        .resideInAPackage(owner + "..")
        .should()
        .onlyBeAccessed()
        .byClassesThat(
            DescribedPredicate.describe(
                "are in that package or beneath it, or the wiring",
                each ->
                    each.getPackageName().equals(owner)
                        || each.getPackageName().startsWith(owner + ".")
                        || each.getName().equals("switchboard.console.Wiring")))
        .because("the rest must work the same on every platform")
        .check(CONSOLE);
  }

  @Test
  void packagesOfPlatformsAreSeenAtAGlance() {
    var sizes =
        CONSOLE.stream()
            .filter(each -> each.getPackageName().contains(".platform"))
            .filter(JavaClass::isTopLevelClass)
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

    assertThat(sizes)
        .isNotEmpty()
        .allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(25));
  }

  @Test
  void onlyThePlatformOfClustersKnowsTheirClient() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..console.platform.kubernetes..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.fabric8..")
        .because("nothing else may come to depend on a cluster that many machines do not have")
        .check(CONSOLE);
  }

  @Test
  void onlyWhatReadsFilesOfYamlKnowsItsParser() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..console.platform.kubernetes..", "..console.experiment.file..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.snakeyaml..")
        .check(CONSOLE);
  }

  @Test
  void onlyThePlatformOfContainersKnowsTheirEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..console.platform.compose..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.github.dockerjava..", "com.fasterxml.jackson..")
        .because("nothing else may come to depend on an engine that many machines do not have")
        .check(CONSOLE);
  }

  @Test
  void theConsoleNeverCallsIntoTheSystemItOperates() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("switchboard.chat..", "switchboard.simulator..")
        .because("what it operates runs in processes, containers and pods of its own")
        .check(CONSOLE);
  }

  @Test
  void onlyTheCommandLineUsesStandardStreams() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "..console.cli..", "..console.platform.local..", "..console.platform.compose.guard..")
        .and()
        .doNotHaveFullyQualifiedName("switchboard.console.Main")
        .should(ACCESS_STANDARD_STREAMS)
        .because("a line printed behind a window is read by nobody")
        .check(CONSOLE);
  }

  @Test
  void statisticsKnowNothingOfTheConsole() {
    noClasses()
        .that()
        .resideInAPackage("..console.statistics..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are of the console, but not of the statistics",
                each ->
                    each.getPackageName().startsWith("switchboard.")
                        && !each.getPackageName().startsWith("switchboard.console.statistics")))
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.nio..", "java.net..")
        .because("a formula is checked against its source, and nothing else may change it")
        .check(CONSOLE);
  }
}

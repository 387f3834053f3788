package switchboard.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The version is that of the root pom. Files that are used as they are, without the build, repeat
 * it, and must not come apart from it.
 */
class VersionTest {
  private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
  private static final Pattern OF_POM =
      Pattern.compile("<artifactId>switchboard</artifactId>\\s*<version>([^<]+)</version>");

  private static final Pattern IMAGE =
      Pattern.compile("switchboard/(?:chat-backend|simulator|\\$module):([\\w.-]+)");
  private static final Pattern LABEL = Pattern.compile("app\\.kubernetes\\.io/version: (\\S+)");
  private static final Pattern API = Pattern.compile("(?m)^info:\\n(?:  .*\\n)*?  version: (\\S+)");

  @Test
  void modulesHaveTheVersionOfTheirParent() throws IOException {
    for (var module : List.of("chat-backend", "simulator", "console-app", "installer")) {
      assertThat(found(module + "/pom.xml", OF_POM)).containsExactly(version());
    }
  }

  @Test
  void imagesHaveTheVersion() throws IOException {
    for (var file :
        List.of(
            "compose/compose.yaml",
            "manifests/backend.yaml",
            "manifests/simulator.yaml",
            "manifests/README.md",
            "console-app/src/main/java/switchboard/console/platform/compose/Preflight.java",
            ".ci/compose-files")) {
      assertThat(found(file, IMAGE)).as(file).isNotEmpty().containsOnly(version());
    }
  }

  @Test
  void labelsOfManifestsHaveTheVersion() throws IOException {
    for (var folder : List.of("", "autoscaler/", "grafana/", "kube-prometheus-stack/")) {
      var file = "manifests/" + folder + "kustomization.yaml";
      assertThat(found(file, LABEL)).as(file).containsExactly(version());
    }
  }

  @Test
  void documentsOfTheApiHaveTheVersion() throws IOException {
    try (var documents = Files.list(REPOSITORY.resolve("docs/api"))) {
      for (var document : documents.toList()) {
        assertThat(Stream.of(Files.readString(document)).flatMap(text -> found(API, text)))
            .as(document.toString())
            .containsExactly(version());
      }
    }
  }

  private static String version() throws IOException {
    return found("pom.xml", OF_POM).getFirst();
  }

  private static List<String> found(String file, Pattern what) throws IOException {
    return found(what, Files.readString(REPOSITORY.resolve(file))).toList();
  }

  private static Stream<String> found(Pattern what, String text) {
    return what.matcher(text).results().map(each -> each.group(1));
  }
}

package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.platform.LaunchRequest;

/** What is found before a launch, by the real Compose, of an engine in memory. */
class ProjectTest {
  @TempDir private Path folder;

  @BeforeAll
  static void needsCompose() {
    var path = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
    assumeTrue(
        Stream.of(path).anyMatch(each -> Files.isExecutable(Path.of(each, "docker"))),
        "there is no docker command");
  }

  @Test
  void settingsThatAreGoneAreMadeWithTheSecretsOfTheRunningSystem() throws Exception {
    var settings = folder.resolve("settings");
    try (var fake = new FakeEngine("JWT_SECRET=one", "ADMIN_TOKEN=two", "LOAD_TOKEN=three")) {
      var environment =
          Map.of("DOCKER_HOST", fake.host(), ComposeFiles.ENV_FILES, settings.toString());

      try (var project =
          Project.open(
              LaunchRequest.of(1),
              environment,
              new OkHttpClient(),
              Clock.systemUTC(),
              event -> {},
              step -> {})) {
        assertThat(project.adopted()).isTrue();
      }
    }
    assertThat(settings)
        .content()
        .containsPattern("(?m)^JWT_SECRET='?one'?$")
        .containsPattern("(?m)^ADMIN_TOKEN='?two'?$")
        .containsPattern("(?m)^LOAD_TOKEN='?three'?$")
        .containsPattern("(?m)^STORE_PASSWORD=.{16,}$");
  }
}

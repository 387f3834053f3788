package switchboard.console.platform.compose.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.console.platform.base.StepFailed;

/** With the docker command's own files, as it writes and reads them. No engine runs. */
class EngineAddressTest {
  private static final URI DEFAULT = URI.create("unix:///var/run/docker.sock");

  @TempDir private Path home;

  private EngineAddress find(String... variables) throws Exception {
    return EngineAddress.find(environment(variables));
  }

  /** Without the choices of whoever runs the test. */
  private Map<String, String> environment(String... variables) {
    var environment =
        new HashMap<>(
            Map.of("DOCKER_HOST", "", "DOCKER_CONTEXT", "", "DOCKER_CONFIG", home.toString()));
    for (var i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return environment;
  }

  private void docker(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment());
    var process = builder.start();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
  }

  @Test
  void withoutAWordItIsTheUsualSocket() throws Exception {
    var found = find();

    assertThat(found.uri()).isEqualTo(DEFAULT);
    assertThat(found.isLocal()).isTrue();
    assertThat(found.tls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{}", "{\"currentContext\":null}", "null", "{", "[]"})
  void configurationThatSaysNothingLeavesTheUsualSocketAsDockerPsDoes(String text)
      throws Exception {
    Files.writeString(home.resolve("config.json"), text);

    assertThat(find().uri()).isEqualTo(DEFAULT);
  }

  @Test
  void currentContextIsFollowed() throws Exception {
    docker("context", "create", "elsewhere", "--docker", "host=unix:///else/where.sock");
    docker("context", "use", "elsewhere");

    var found = find();

    assertThat(found.uri()).isEqualTo(URI.create("unix:///else/where.sock"));
    assertThat(found.origin()).contains("elsewhere");
    assertThat(found.variables()).containsExactly(Map.entry("DOCKER_CONTEXT", "elsewhere"));
  }

  @Test
  void contextOfTheEnvironmentBeatsTheCurrentOneAndAHostBeatsBoth() throws Exception {
    docker("context", "create", "one", "--docker", "host=unix:///one.sock");
    docker("context", "create", "two", "--docker", "host=unix:///two.sock");
    docker("context", "use", "one");

    assertThat(find("DOCKER_CONTEXT", "two").uri()).isEqualTo(URI.create("unix:///two.sock"));
    assertThat(find("DOCKER_CONTEXT", "default").uri()).isEqualTo(DEFAULT);
    var byHost = find("DOCKER_CONTEXT", "gone", "DOCKER_HOST", "unix:///three.sock");
    assertThat(byHost.uri()).isEqualTo(URI.create("unix:///three.sock"));
    assertThat(byHost.origin()).isEqualTo("DOCKER_HOST");
    assertThat(byHost.variables()).containsEntry("DOCKER_HOST", "unix:///three.sock");
  }

  @Test
  void contextThatDoesNotExistIsSaid() {
    assertThatExceptionOfType(StepFailed.class)
        .isThrownBy(() -> find("DOCKER_CONTEXT", "gone"))
        .withMessageContaining("context \"gone\": context not found")
        .satisfies(failed -> assertThat(failed.next()).contains("docker context ls"));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1:2375,tcp://192.0.2.1:2375",
    "tcp://,tcp://localhost:2375",
    "unix://,unix:///var/run/docker.sock"
  })
  void shortHostsAreWhatTheDockerCommandMakesOfThem(String host, URI uri) throws Exception {
    assertThat(find("DOCKER_HOST", host).uri()).isEqualTo(uri);
  }

  @Test
  void socketInAFolderWithASpaceIsFound() throws Exception {
    var found = find("DOCKER_HOST", "unix:///tmp/a b/ü.sock");

    assertThat(found.socket()).hasValue(Path.of("/tmp/a b/ü.sock"));
    assertThat(found.variables()).containsEntry("DOCKER_HOST", "unix:///tmp/a b/ü.sock");
  }

  @Test
  void hostThatTheDockerCommandRefusesIsSaidInItsWords() {
    assertThatExceptionOfType(StepFailed.class)
        .isThrownBy(() -> find("DOCKER_HOST", "http://127.0.0.1:2375"))
        .withMessageContaining("invalid bind address format");
  }

  @Test
  void socketThatNobodyAnswersIsAnEngineThatDoesNotRun() throws Exception {
    var socket = Files.createFile(home.resolve("system.sock"));
    var address = find("DOCKER_HOST", "unix://" + socket);

    assertThatExceptionOfType(StepFailed.class)
        .isThrownBy(
            () -> DockerEngine.connect(address, new Installation("test", Path.of("compose.yaml"))))
        .withMessageContaining("does not respond at unix://" + socket)
        .satisfies(failed -> assertThat(failed.next()).contains("systemctl start docker"));
  }

  @ParameterizedTest
  @CsvSource({
    "unix:///var/run/docker.sock,true",
    "tcp://127.0.0.1:2375,true",
    "tcp://192.0.2.1:2375,false",
    "ssh://me@there,false"
  })
  void anEngineOnAnotherMachineIsRecognized(String host, boolean local) throws Exception {
    assertThat(find("DOCKER_HOST", host).isLocal()).isEqualTo(local);
  }

  @Test
  void anEngineThatThisConsoleCannotReachIsRefusedWithWhatIsPossible() throws Exception {
    var address = find("DOCKER_HOST", "ssh://me@localhost");

    assertThatExceptionOfType(StepFailed.class)
        .isThrownBy(
            () -> DockerEngine.connect(address, new Installation("test", Path.of("compose.yaml"))))
        .satisfies(failed -> assertThat(failed.next()).contains("unix://", "tcp://"));
  }
}

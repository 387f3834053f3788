package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.console.platform.StepFailed;

class EngineAddressTest {
  /** What the docker command names the folder of the context "desktop-linux". */
  private static final String DESKTOP_LINUX =
      "fe9c6bd7a66301f49ca9b6a70b217107cd1284598bfc254700c989b916da791e";

  @TempDir private Path home;

  private EngineAddress find(Map<String, String> environment) throws StepFailed {
    return EngineAddress.find(environment, home, home.resolve("system.sock"), false);
  }

  private void context(String endpoints) throws IOException {
    var folder = Files.createDirectories(home.resolve(".docker/contexts/meta/" + DESKTOP_LINUX));
    Files.writeString(
        folder.resolve("meta.json"),
        "{\"Name\":\"desktop-linux\",\"Endpoints\":" + endpoints + "}");
  }

  @Test
  void dockerHostComesFirst() throws Exception {
    Files.createFile(home.resolve("system.sock"));

    assertThat(find(Map.of("DOCKER_HOST", "unix:///elsewhere.sock")).uri())
        .isEqualTo(URI.create("unix:///elsewhere.sock"));
  }

  @Test
  void currentContextIsFollowed() throws Exception {
    Files.createFile(home.resolve("system.sock"));
    context("{\"docker\":{\"Host\":\"unix:///desktop.sock\",\"SkipTLSVerify\":false}}");
    Files.writeString(
        home.resolve(".docker/config.json"), "{\"currentContext\":\"desktop-linux\"}");

    var found = find(Map.of());

    assertThat(found.uri()).isEqualTo(URI.create("unix:///desktop.sock"));
    assertThat(found.origin()).contains("desktop-linux");
  }

  @Test
  void contextOfTheEnvironmentBeatsTheCurrentOne() throws Exception {
    context("{\"docker\":{\"Host\":\"unix:///desktop.sock\"}}");
    Files.writeString(home.resolve(".docker/config.json"), "{\"currentContext\":\"other\"}");

    assertThat(find(Map.of("DOCKER_CONTEXT", "desktop-linux")).uri())
        .isEqualTo(URI.create("unix:///desktop.sock"));
  }

  @Test
  void contextThatDoesNotExistIsSaid() {
    assertThatExceptionOfType(StepFailed.class)
        .isThrownBy(() -> find(Map.of("DOCKER_CONTEXT", "gone")))
        .withMessageContaining("the docker context 'gone' does not exist");
  }

  @Test
  void brokenConfigurationIsSaid() throws IOException {
    Files.createDirectories(home.resolve(".docker"));
    Files.writeString(home.resolve(".docker/config.json"), "{");

    assertThatExceptionOfType(StepFailed.class)
        .isThrownBy(() -> find(Map.of()))
        .withMessageContaining("config.json cannot be read");
  }

  @Test
  void systemSocketComesBeforeRootlessAndDockerDesktop() throws Exception {
    var runtime = Files.createDirectories(home.resolve("run"));
    var environment = Map.of("XDG_RUNTIME_DIR", runtime.toString());
    Files.createDirectories(home.resolve(".docker/desktop"));

    Files.createFile(home.resolve(".docker/desktop/docker.sock"));
    assertThat(find(environment).socket()).hasValue(home.resolve(".docker/desktop/docker.sock"));
    Files.createFile(runtime.resolve("docker.sock"));
    assertThat(find(environment).socket()).hasValue(runtime.resolve("docker.sock"));
    Files.createFile(home.resolve("system.sock"));
    assertThat(find(environment).socket()).hasValue(home.resolve("system.sock"));
  }

  @Test
  void onWindowsItIsThePipe() throws Exception {
    var found = EngineAddress.find(Map.of(), home, home.resolve("system.sock"), true);

    assertThat(found.uri()).isEqualTo(URI.create("npipe:////./pipe/docker_engine"));
    assertThat(found.isLocal()).isTrue();
  }

  @Test
  void absentEngineAndStoppedEngineAreToldApart() throws IOException {
    assertThatExceptionOfType(StepFailed.class)
        .isThrownBy(() -> find(Map.of("PATH", home.toString())))
        .withMessageContaining("no Docker Engine on this machine");

    assertThat(Files.createFile(home.resolve("docker")).toFile().setExecutable(true)).isTrue();
    assertThatExceptionOfType(StepFailed.class)
        .isThrownBy(() -> find(Map.of("PATH", home.toString())))
        .withMessageContaining("does not run");
  }

  @Test
  void socketThatNobodyAnswersIsAnEngineThatDoesNotRun() throws IOException {
    var socket = Files.createFile(home.resolve("system.sock"));

    assertThatExceptionOfType(StepFailed.class)
        .isThrownBy(() -> DockerEngine.connect(find(Map.of()), "switchboard"))
        .withMessageContaining("does not answer at unix://" + socket)
        .satisfies(failed -> assertThat(failed.next()).contains("systemctl start docker"));
  }

  @ParameterizedTest
  @CsvSource({
    "unix:///var/run/docker.sock,true",
    "tcp://127.0.0.1:2375,true",
    "tcp://192.0.2.1:2375,false"
  })
  void anEngineOnAnotherMachineIsRecognized(String host, boolean local) throws Exception {
    assertThat(find(Map.of("DOCKER_HOST", host)).isLocal()).isEqualTo(local);
  }

  @Test
  void anEngineBySshIsRefusedWithWhatIsPossible() {
    assertThatExceptionOfType(StepFailed.class)
        .isThrownBy(() -> find(Map.of("DOCKER_HOST", "ssh://me@there")))
        .satisfies(failed -> assertThat(failed.next()).contains("unix://", "tcp://"));
  }
}

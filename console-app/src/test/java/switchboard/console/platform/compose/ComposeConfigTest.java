package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import switchboard.console.platform.base.StepFailed;

/**
 * The shipped compose.yaml with settings of all kinds, read by the real Compose. No engine runs.
 */
class ComposeConfigTest {
  /** compose.yaml's own. */
  private static final int DEFAULT_PORT = 5173;

  @TempDir private Path folder;

  @BeforeAll
  static void needsCompose() {
    var path = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
    assumeTrue(
        Stream.of(path).anyMatch(each -> Files.isExecutable(Path.of(each, "docker"))),
        "there is no docker command");
  }

  private Path file(String more) throws IOException {
    var file = folder.resolve("settings");
    EnvFile.ensure(file, Map.of());
    var secrets = Files.readString(file);
    return Files.writeString(file, secrets + more);
  }

  private static ComposeConfig read(Path file, Map<String, String> environment)
      throws IOException, InterruptedException, StepFailed {
    var product = ComposeFiles.find();
    return new ComposeCli(product, product.installation(), List.of(file), environment).settings();
  }

  private static ComposeConfig read(Path file)
      throws IOException, InterruptedException, StepFailed {
    return read(file, Map.of());
  }

  static List<String> waysToWriteAPort() {
    return List.of(
        "GATEWAY_PORT=5199 # chat\n",
        "GATEWAY_PORT=${CHAT:-5199}\n",
        "CHAT=5199\nGATEWAY_PORT=$CHAT\n",
        "GATEWAY_PORT=\"5199\"\n",
        "GATEWAY_PORT='5199' # chat\n",
        "export GATEWAY_PORT=5199\n",
        "GATEWAY_PORT: 5199\n",
        "  GATEWAY_PORT = 5199\n",
        "GATEWAY_PORT=5198\nGATEWAY_PORT=5199\n",
        "GATEWAY_PORT=5199\r\nSIMULATOR_PORT=8090\r\n",
        "NOTE=\"two\nGATEWAY_PORT=1\n\"\nGATEWAY_PORT=5199\n",
        "NOTE='it\\'s # none'\nGATEWAY_PORT=5199");
  }

  @ParameterizedTest
  @MethodSource("waysToWriteAPort")
  void portIsWhatComposePublishesHoweverItIsWritten(String lines) throws Exception {
    assertThat(read(file(lines)).ports(false)).containsEntry("GATEWAY_PORT", "5199");
  }

  @Test
  void fileThatBeginsWithAByteOrderMarkIsRead() throws Exception {
    var file = file("");
    Files.writeString(file, "\uFEFFGATEWAY_PORT=5199\n" + Files.readString(file));

    assertThat(read(file).ports(false)).containsEntry("GATEWAY_PORT", "5199");
  }

  @Test
  void settingsThatTheConsoleWritesAreWhatComposeReadsBesideAnyOthers() throws Exception {
    for (var lines : waysToWriteAPort()) {
      var file = file(lines);

      EnvFile.set(file, Map.of("GATEWAY_PORT", "5200"));

      assertThat(read(file).ports(false)).as(lines).containsEntry("GATEWAY_PORT", "5200");
      Files.delete(file);
    }
  }

  @Test
  void fileInAnotherEncodingKeepsItsBytes() throws Exception {
    var file = file("");
    var note = "NOTE=Gr\u00fc\u00dfe\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(file, note, StandardOpenOption.APPEND);

    EnvFile.set(file, Map.of("GATEWAY_PORT", "5199"));

    assertThat(read(file).ports(false)).containsEntry("GATEWAY_PORT", "5199");
    assertThat(Files.readAllBytes(file)).containsSequence(note);
  }

  @Test
  void environmentBeatsTheFileAndTheFileBeatsTheDefaults() throws Exception {
    var file = file("GATEWAY_PORT=5180\nSIMULATOR_PORT=8090\n");

    assertThat(read(file, Map.of("GATEWAY_PORT", "5190")).ports(false))
        .containsEntry("GATEWAY_PORT", "5190")
        .containsEntry("SIMULATOR_PORT", "8090")
        .containsEntry("PROMETHEUS_PORT", "9090")
        .hasSize(3);
    assertThat(read(file, Map.of("GATEWAY_PORT", "")).ports(false))
        .containsEntry("GATEWAY_PORT", Integer.toString(DEFAULT_PORT));
  }

  @Test
  void everyFileThatIsNamedIsReadAndTheLastOneWins() throws Exception {
    var first = file("GATEWAY_PORT=5180\nSIMULATOR_PORT=8090\n");
    var second = Files.writeString(folder.resolve("more"), "GATEWAY_PORT=5181\n");
    var product = ComposeFiles.find();
    var files = product.envFiles(Map.of("COMPOSE_ENV_FILES", first + "," + second));

    var settings = new ComposeCli(product, product.installation(), files, Map.of()).settings();

    assertThat(settings.ports(false))
        .containsEntry("GATEWAY_PORT", "5181")
        .containsEntry("SIMULATOR_PORT", "8090");
  }

  @Test
  void rangeOfPortsAndAnyPortAreTakenAsComposeTakesThem() throws Exception {
    assertThat(read(file("GATEWAY_PORT=5180-5190\nSIMULATOR_PORT=0\n")).ports(false))
        .containsEntry("GATEWAY_PORT", "5180-5190")
        .containsEntry("SIMULATOR_PORT", "0");
  }

  @Test
  void grafanasPortCountsOnlyWhereGrafanaIsWanted() throws Exception {
    var settings = read(file(""));

    assertThat(settings.ports(true)).containsEntry("GRAFANA_PORT", "3000");
    assertThat(settings.ports(false)).doesNotContainKey("GRAFANA_PORT");
    assertThat(settings.image("grafana")).startsWith("grafana/grafana:");
  }

  @Test
  void operatorsWordOnProfilesIsToldFromNone() throws Exception {
    assertThat(read(file("")).saysProfiles()).isFalse();
    var without = read(file("COMPOSE_PROFILES=\n"));
    assertThat(without.saysProfiles()).isTrue();
    assertThat(without.withGrafana()).isFalse();
    assertThat(read(file("COMPOSE_PROFILES='more, grafana'\n")).withGrafana()).isTrue();
    assertThat(read(file("COMPOSE_PROFILES=*\n")).withGrafana()).isTrue();
  }

  @Test
  void loadTokenThatAnOperatorLeftEmptyIsThere() throws Exception {
    var file = folder.resolve("settings");
    EnvFile.ensure(file, Map.of());
    var lines = Files.readAllLines(file);
    lines.removeIf(line -> line.startsWith("LOAD_TOKEN="));
    Files.write(file, lines);

    assertThat(read(file).hasLoadToken()).isFalse();
    Files.writeString(file, "LOAD_TOKEN=\n", StandardOpenOption.APPEND);
    assertThat(read(file).hasLoadToken()).isTrue();
  }

  @Test
  void secretsThatAreInUseAreWrittenSuchThatComposeReadsTheSame() throws Exception {
    var known = Map.of("JWT_SECRET", "a'b$c\"d # e\\n", "LOAD_TOKEN", "");
    var file = folder.resolve("settings");
    EnvFile.ensure(file, known);

    var compose = ComposeFiles.find().composeFile().toString();
    var printed =
        ForeignProject.run(
            List.of(
                "docker",
                "compose",
                "--file",
                compose,
                "--env-file",
                file.toString(),
                "config",
                "--format",
                "json"));
    var backend =
        JsonParser.parseString(printed)
            .getAsJsonObject()
            .getAsJsonObject("services")
            .getAsJsonObject("backend")
            .getAsJsonObject("environment");
    // Compose prints a dollar twice, as it would read it again.
    assertThat(backend.get("JWT_SECRET").getAsString().replace("$$", "$"))
        .isEqualTo(known.get("JWT_SECRET"));
    assertThat(backend.get("LOAD_TOKEN").getAsString()).isEmpty();
  }

  @Test
  void whatComposeCannotReadIsSaidInItsWords() {
    assertThatExceptionOfType(StepFailed.class)
        .isThrownBy(() -> read(file("GATEWAY_PORT=http\n")))
        .withMessageContaining("Invalid hostPort: http");
    assertThatExceptionOfType(StepFailed.class)
        .isThrownBy(() -> read(Files.writeString(folder.resolve("none"), "")))
        .withMessageContaining("is missing, run compose/secrets");
  }
}

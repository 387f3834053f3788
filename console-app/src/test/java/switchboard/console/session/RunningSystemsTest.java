package switchboard.console.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.platform.SystemState.Endpoints;

class RunningSystemsTest {
  private static final URI SIMULATOR = URI.create("http://127.0.0.1:8089");
  private static final Endpoints ENDPOINTS =
      new Endpoints(URI.create("http://127.0.0.1:5173"), SIMULATOR, Optional.empty());

  @TempDir private Path folder;
  private RunningSystems systems;

  @BeforeEach
  void begin() {
    systems = new RunningSystems(folder.resolve("systems"));
  }

  @Test
  void systemIsFoundOnItsPlatformUntilItEnds() {
    assertThat(systems.simulator("local")).isEmpty();

    systems.runs("local", ENDPOINTS);
    assertThat(systems.simulator("local")).hasValue(SIMULATOR);
    assertThat(systems.simulator("compose")).isEmpty();

    systems.ended("local");
    assertThat(systems.simulator("local")).isEmpty();
  }

  @Test
  void systemOfAConsoleThatIsGoneIsForgotten() throws IOException {
    systems.runs("local", ENDPOINTS);
    var file = folder.resolve("systems/local-" + ProcessHandle.current().pid() + ".json");
    assumeThat(file).exists();
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst("\"started\":\"[^\"]*\"", "\"started\":\"2020-01-01T00:00:00Z\""));

    assertThat(systems.simulator("local")).isEmpty();
    assertThat(file).doesNotExist();
  }

  @Test
  void damagedFileHidesNoOther() throws IOException {
    systems.runs("local", ENDPOINTS);
    Files.writeString(folder.resolve("systems/local-1.json"), "{");
    Files.writeString(folder.resolve("systems/local-2.json"), "");

    assertThat(systems.simulator("local")).hasValue(SIMULATOR);
  }

  @Test
  void systemThatIsNotWrittenDownIsFoundByNobody() {
    RunningSystems.UNWRITTEN.runs("local", ENDPOINTS);

    assertThat(RunningSystems.UNWRITTEN.simulator("local")).isEmpty();
  }
}

package switchboard.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.simulator.endpoint.Target;
import switchboard.simulator.swarm.Load;

@Tag("locales")
class SimulatorConfigTest {

  @Test
  void emptyEnvironmentGivesTheDefaults() throws SimulatorConfig.Invalid {
    assertThat(SimulatorConfig.from(Map.of()))
        .isEqualTo(
            new SimulatorConfig(
                Target.of(URI.create("http://127.0.0.1:5173")),
                new Load(200, 100, 3, 6, 50),
                "127.0.0.1",
                8089,
                "",
                ""));
  }

  @Test
  void everyVariableCounts() throws SimulatorConfig.Invalid {
    var environment =
        new HashMap<>(
            Map.of(
                "SERVER_URL", "http://backend:5001/",
                "NUM_USERS", "10000",
                "SPAWN_RATE", "2.5",
                "MESSAGES_PER_USER_PER_MINUTE", "0",
                "READS_PER_USER_PER_MINUTE", "600",
                "ROOM_SIZE", "1000"));
    environment.putAll(
        Map.of(
            "HOST", "0.0.0.0",
            "PORT", "0",
            "SIMULATOR_NAME", "simulator-4",
            "LOAD_TOKEN", "a-secret"));

    assertThat(SimulatorConfig.from(environment))
        .isEqualTo(
            new SimulatorConfig(
                Target.of(URI.create("http://backend:5001")),
                new Load(10_000, 2.5, 0, 600, 1000),
                "0.0.0.0",
                0,
                "simulator-4",
                "a-secret"));
  }

  @Test
  void loadTokenIsNotInTheLogNorInWhatIsSaidAboutIt() throws SimulatorConfig.Invalid {
    assertThat(SimulatorConfig.from(Map.of("LOAD_TOKEN", "a-secret")).toString())
        .contains("with a load token")
        .doesNotContain("a-secret");
    assertThatThrownBy(() -> SimulatorConfig.from(Map.of("LOAD_TOKEN", "two words")))
        .isInstanceOf(SimulatorConfig.Invalid.class)
        .hasMessageContaining("LOAD_TOKEN")
        .hasMessageContaining("printable ASCII")
        .hasMessageNotContaining("two words");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NUM_USERS | 10001 | NUM_USERS is \"10001\", expected a whole number from 0 to 10000",
        "NUM_USERS | many | NUM_USERS is \"many\"",
        "NUM_USERS | 1.5 | expected a whole number",
        "SPAWN_RATE | 0 | SPAWN_RATE is \"0\", expected a number from 1 to 1000",
        "SPAWN_RATE | NaN | SPAWN_RATE is \"NaN\"",
        "ROOM_SIZE | 1001 | ROOM_SIZE",
        "PORT | 65536 | PORT is \"65536\"",
        "SIMULATOR_NAME | Ada's | SIMULATOR_NAME is \"Ada's\", expected up to 12 small letters",
        "SIMULATOR_NAME | a-name-too-long | SIMULATOR_NAME",
        "SERVER_URL | ftp://host | SERVER_URL is \"ftp://host\", expected http:// or https://",
        "SERVER_URL | http://host/path | SERVER_URL",
        "SERVER_URL | http:// | SERVER_URL",
        "SERVER_URL | http://a b | SERVER_URL",
      })
  void badValueIsNamedWithWhatIsExpected(String variable, String value, String message) {
    assertThatThrownBy(() -> SimulatorConfig.from(Map.of(variable, value)))
        .isInstanceOf(SimulatorConfig.Invalid.class)
        .hasMessageContaining(message);
  }

  @Test
  void fileWithoutAuthoritiesIsRefused(@TempDir Path folder) throws Exception {
    var file = folder.resolve("authority.pem");
    Files.writeString(file, "none");

    for (var wrong : List.of(file, folder.resolve("missing.pem"))) {
      var environment = Map.of("SERVER_URL", "https://gateway", "SERVER_CA", wrong.toString());
      assertThatThrownBy(() -> SimulatorConfig.from(environment))
          .isInstanceOf(SimulatorConfig.Invalid.class)
          .hasMessageContaining("SERVER_CA is \"" + wrong + "\", expected a PEM file");
    }
  }

  @Test
  void fileOfAuthoritiesMayBeMissingWithoutTls() throws SimulatorConfig.Invalid {
    var config = SimulatorConfig.from(Map.of("SERVER_CA", "missing.pem"));

    assertThat(config.server().authorities()).isEmpty();
  }
}

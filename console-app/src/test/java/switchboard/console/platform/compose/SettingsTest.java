package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.StepFailed;

class SettingsTest {
  @Test
  void environmentBeatsTheFileAndTheFileBeatsTheDefaults() throws StepFailed {
    var settings =
        Settings.of(
            Map.of("GATEWAY_PORT", "5180", "SIMULATOR_PORT", "8090"),
            Map.of("GATEWAY_PORT", "5190"));

    assertThat(settings.ports())
        .containsEntry("GATEWAY_PORT", 5190)
        .containsEntry("SIMULATOR_PORT", 8090)
        .containsEntry("PROMETHEUS_PORT", 9090)
        .hasSize(3);
  }

  @Test
  void grafanasPortCountsOnlyWhenGrafanaIsWanted() throws StepFailed {
    assertThat(Settings.of(Map.of("COMPOSE_PROFILES", "grafana"), Map.of()).ports())
        .containsEntry("GRAFANA_PORT", 3000);
    assertThat(Settings.of(Map.of("COMPOSE_PROFILES", ""), Map.of()).ports())
        .doesNotContainKey("GRAFANA_PORT");
  }

  @Test
  void portThatIsNoneIsSaid() {
    var settings = Settings.of(Map.of("GATEWAY_PORT", "http"), Map.of());

    assertThatExceptionOfType(StepFailed.class)
        .isThrownBy(settings::ports)
        .withMessageContaining("GATEWAY_PORT is 'http'");
  }
}

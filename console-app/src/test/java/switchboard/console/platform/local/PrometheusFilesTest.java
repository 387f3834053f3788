package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusFilesTest {
  private static final Path BINARY = Path.of("prometheus");

  @TempDir private Path folder;

  private String configuration(Optional<Path> rules) throws Exception {
    var files = PrometheusFiles.write(BINARY, folder, 9090, rules);
    return Files.readString(files.directory().resolve("prometheus.yml"));
  }

  @Test
  void prometheusGetsTheRulesOfEveryPlatform() throws Exception {
    var rules = Path.of("../compose/prometheus/alerts.yaml");

    assertThat(configuration(Optional.of(rules))).contains("rule_files: [alerts.yaml]");
    assertThat(folder.resolve("prometheus/alerts.yaml")).hasSameTextualContentAs(rules);
  }

  @Test
  void withoutTheRulesThereIsAPrometheusAllTheSame() throws Exception {
    assertThat(configuration(Optional.empty())).contains("rule_files: []");
  }
}

package switchboard.console.platform.local;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import switchboard.console.AtomicFile;
import switchboard.console.platform.Instance;

/** The configuration, targets and data of a Prometheus that watches one launch. */
record PrometheusFiles(Path binary, Path directory, int port) {
  private static final Gson GSON = new Gson();
  private static final String RULES = "alerts.yaml";

  /**
   * Writes the configuration: every component scraped once a second, with a shorter timeout.
   *
   * @param rules the file with the rules of alerts; without one there are no alerts
   */
  static PrometheusFiles write(Path binary, Path launchDirectory, int port, Optional<Path> rules)
      throws IOException {
    var directory = Files.createDirectories(launchDirectory.resolve("prometheus"));
    if (rules.isPresent()) {
      Files.copy(rules.get(), directory.resolve(RULES));
    }
    Files.writeString(
        directory.resolve("prometheus.yml"),
        """
        global:
          scrape_interval: 1s
          scrape_timeout: 900ms
          evaluation_interval: 2s
        rule_files: [%s]
        scrape_configs:
          - job_name: switchboard
            file_sd_configs:
              - files: [targets.json]
                refresh_interval: 5s
        """
            .formatted(rules.isPresent() ? RULES : ""));
    return new PrometheusFiles(binary, directory, port);
  }

  List<String> command() {
    return Priority.WATCHER.of(
        List.of(
            binary.toString(),
            "--config.file=" + directory.resolve("prometheus.yml"),
            "--storage.tsdb.path=" + directory.resolve("data"),
            "--storage.tsdb.retention.time=2h",
            "--web.listen-address=127.0.0.1:" + port));
  }

  /** Replaces the scraped targets; Prometheus notices the file's change by itself. */
  void target(List<Instance> instances) throws IOException {
    var groups =
        instances.stream()
            .filter(instance -> instance.metrics().isPresent())
            .map(
                instance ->
                    Map.of(
                        "targets", List.of(instance.metrics().get().getAuthority()),
                        "labels",
                            Map.of("job", instance.role().label(), "instance", instance.name())))
            .toList();
    AtomicFile.write(
        directory.resolve("targets.json"), GSON.toJson(groups), StandardCharsets.UTF_8);
  }
}

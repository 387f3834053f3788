package switchboard.console.platform.local;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import switchboard.console.AtomicFile;
import switchboard.console.platform.Instance;

/** The configuration, targets and data of a Prometheus that watches one launch. */
record PrometheusFiles(Path binary, Path directory, int port) {
  private static final Gson GSON = new Gson();

  /** Writes the configuration: every component scraped once a second, with a shorter timeout. */
  static PrometheusFiles write(Path binary, Path launchDirectory, int port) throws IOException {
    var directory = Files.createDirectories(launchDirectory.resolve("prometheus"));
    Files.writeString(
        directory.resolve("prometheus.yml"),
        """
        global:
          scrape_interval: 1s
          scrape_timeout: 900ms
        scrape_configs:
          - job_name: switchboard
            file_sd_configs:
              - files: [targets.json]
                refresh_interval: 5s
        """);
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

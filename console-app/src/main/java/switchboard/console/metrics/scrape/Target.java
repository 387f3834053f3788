package switchboard.console.metrics.scrape;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * What is scraped, and how its samples are labelled.
 *
 * @param job the role: backend, gateway, simulator
 * @param instance which one of them, such as backend-1; unique among the targets of a job
 * @param metricsUrl http or https
 */
public record Target(String job, String instance, URI metricsUrl) {
  public Target {
    if (job.isBlank() || instance.isBlank()) {
      throw new IllegalArgumentException(
          "Expected a job and an instance, found \"" + job + "\" and \"" + instance + '"');
    }
    String scheme = Objects.toString(metricsUrl.getScheme(), "");
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException(
          "Expected an http or https address of metrics, found " + metricsUrl);
    }
  }

  Map<String, String> labels() {
    return Map.of("job", job, "instance", instance);
  }
}

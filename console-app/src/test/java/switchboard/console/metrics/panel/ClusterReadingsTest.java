package switchboard.console.metrics.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static switchboard.console.metrics.scrape.Histories.all;
import static switchboard.console.metrics.scrape.Histories.only;
import static switchboard.console.metrics.scrape.Histories.put;

import org.junit.jupiter.api.Test;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.scrape.History;

class ClusterReadingsTest {
  private static final double NOW = 120;

  private final History history = new History();
  private final ClusterReadings readings = ClusterReadings.of("chat-app");

  /** A counter that has grown by so much each second. */
  private void counter(double perSecond, String metric, String... labels) {
    put(history, Labels.of(metric, labels), NOW / 4, 1_000 * perSecond);
    put(history, Labels.of(metric, labels), NOW, (1_000 + NOW * 3 / 4) * perSecond);
  }

  private void gauge(double value, String metric, String... labels) {
    put(history, Labels.of(metric, labels), NOW, value);
  }

  private double value(Reading reading) {
    return only(history, reading.expression(), NOW);
  }

  @Test
  void containersAreSummedUpOnce() {
    var cpu = "container_cpu_usage_seconds_total";
    counter(0.5, cpu, "id", "/pods/a/one", "pod", "a", "container", "one", "namespace", "chat-app");
    counter(0.25, cpu, "id", "/pods/b/two", "pod", "b", "container", "two", "namespace", "other");
    counter(0.5, cpu, "id", "/pods/a", "pod", "a", "namespace", "chat-app");
    counter(1.5, cpu, "id", "/");
    // Scraped from a replica itself.
    counter(0.5, cpu, "job", "backend", "pod", "a", "container", "one");

    assertThat(value(readings.cpu())).isCloseTo(0.75, within(1e-6));
  }

  @Test
  void podsCountWhereContainersAreNotToldApart() {
    gauge(100, "container_memory_working_set_bytes", "id", "/pods/a", "pod", "a");
    gauge(50, "container_memory_working_set_bytes", "id", "/pods/b", "pod", "b");
    gauge(50, "container_memory_working_set_bytes", "id", "/pods/b/x");

    assertThat(value(readings.memory())).isEqualTo(150);
  }

  @Test
  void throttlingAndRestartsAreOfTheSystemAlone() {
    for (var each : new String[] {"chat-app", "other"}) {
      var share = each.equals("other") ? 10 : 1;
      counter(
          share,
          "container_cpu_cfs_throttled_periods_total",
          "id",
          "/" + each,
          "namespace",
          each,
          "container",
          "c");
      counter(
          10,
          "container_cpu_cfs_periods_total",
          "id",
          "/" + each,
          "namespace",
          each,
          "container",
          "c");
      gauge(share, "kube_pod_container_status_restarts_total", "namespace", each);
    }

    assertThat(value(readings.throttled())).isCloseTo(10, within(1e-6));
    assertThat(value(readings.restarts())).isEqualTo(1);
  }

  @Test
  void nodesHaveWhatAllOfThemHaveForPods() {
    gauge(2, "kube_node_status_allocatable", "node", "a", "resource", "cpu");
    gauge(4, "kube_node_status_allocatable", "node", "b", "resource", "cpu");
    gauge(1e9, "kube_node_status_allocatable", "node", "b", "resource", "memory");

    assertThat(value(readings.cpuAllocatable())).isEqualTo(6);
    assertThat(value(readings.memoryAllocatable())).isEqualTo(1e9);
  }

  @Test
  void whatNobodyMeasuresIsMissingAndNotZero() {
    assertThat(readings.all())
        .allSatisfy(each -> assertThat(all(history, each.expression(), NOW)).isEmpty());
  }
}

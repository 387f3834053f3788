package switchboard.console.platform.kubernetes.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import switchboard.console.Outcomes;
import switchboard.console.metrics.PrometheusClient;
import switchboard.console.metrics.panel.ClusterReadings;
import switchboard.console.metrics.panel.LiveReadings;
import switchboard.console.platform.Step;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.capability.Monitoring.Origin;
import switchboard.console.platform.capability.Monitoring.Stack;
import switchboard.console.platform.kubernetes.RealCluster;
import switchboard.console.platform.kubernetes.access.Clusters;
import switchboard.console.platform.kubernetes.access.Names;

/** A real cluster and the real Helm, with a chart instead of the remote one. */
@Tag("engine")
class ClusterMonitoringTest {
  private static final Path CHART =
      Path.of("src/test/resources/switchboard/console/platform/kubernetes/monitoring/stack");

  private final List<Step> steps = new ArrayList<>();
  private ClusterMonitoring monitoring;

  @BeforeEach
  void needsAClusterAndHelm() {
    RealCluster.assumeGiven();
    Assumptions.assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "helm"))),
        "helm is not on the PATH");
    var environment = new HashMap<>(System.getenv());
    environment.put(HelmChart.VARIABLE, CHART.toAbsolutePath().toString());
    var clusters = new Clusters(environment);
    Outcomes.done(clusters.choose("Choosing", RealCluster.context()));
    var fresh = new ClusterMonitoring(clusters, environment, HelmChart.stack(environment));
    var free = Outcomes.done(fresh.look()).origin() == Origin.NONE;
    if (free) {
      monitoring = fresh;
    } else {
      fresh.close();
    }
    Assumptions.assumeTrue(
        free, "somebody's stack is there already, and is not this test's to remove");
  }

  /** Also comes after a test that was not begun: what others have is not {@link #monitoring}. */
  @AfterEach
  void close() {
    if (monitoring != null) {
      monitoring.remove(step -> {});
      monitoring.close();
    }
  }

  @Test
  void stackIsInstalledReadLeftAndRemoved() {
    var installed = Outcomes.done(monitoring.use(steps::add));

    assertThat(installed)
        .returns(Origin.OWN, Stack::origin)
        .returns("release switchboard in namespace switchboard-monitoring", Stack::where)
        .returns(true, Stack::used)
        .returns("", Stack::note);
    assertThat(steps).extracting(Step::status).contains(Step.Status.DONE);
    var readings = ClusterReadings.of(monitoring.namespace());
    var source =
        new PrometheusClient(
            new OkHttpClient(), installed.prometheus().orElseThrow(), Duration.ofSeconds(3));
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              var values =
                  new LiveReadings(readings.all(), source).refresh(Clock.systemUTC().instant());
              assertThat(values.value(readings.cpu()).orElse(0)).isPositive();
              assertThat(values.value(readings.memory()).orElse(0)).isPositive();
              assertThat(values.value(readings.restarts())).as("no kube-state-metrics").isEmpty();
            });

    assertThat(Outcomes.done(monitoring.leave()))
        .returns(Origin.OWN, Stack::origin)
        .returns(false, Stack::used);
    assertThat(Outcomes.done(monitoring.use(steps::add)).used()).isTrue();

    assertThat(Outcomes.done(monitoring.remove(steps::add)))
        .returns(Origin.NONE, Stack::origin)
        .returns(true, Stack::possible);
  }

  @Test
  void prometheusThatIsMadeAnewIsFoundAgain() throws Exception {
    var prometheus = Outcomes.done(monitoring.use(steps::add)).prometheus().orElseThrow();
    try (var cluster = RealCluster.connect()) {
      cluster
          .client()
          .pods()
          .inNamespace(StackInstallation.NAMESPACE)
          .withLabel(Names.PART, Names.PROMETHEUS)
          .withGracePeriod(0)
          .delete();
    }

    var readings = ClusterReadings.of(monitoring.namespace());
    var source = new PrometheusClient(new OkHttpClient(), prometheus, Duration.ofSeconds(3));
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () ->
                new LiveReadings(readings.all(), source)
                    .refresh(Clock.systemUTC().instant())
                    .failure()
                    .isEmpty());
  }

  @Test
  void installationThatFailsLeavesNothingBehind() {
    var environment = new HashMap<>(System.getenv());
    var clusters = new Clusters(environment);
    Outcomes.done(clusters.choose("Choosing", RealCluster.context()));
    try (var failing =
        new ClusterMonitoring(
            clusters, environment, new HelmChart("stack", "https://127.0.0.1:1", "1"))) {
      var failure = Outcomes.failure(failing.use(steps::add));

      assertThat(failure.happened())
          .isEqualTo("the chart's repository https://127.0.0.1:1 cannot be reached");
      assertThat(Outcomes.done(failing.look()).origin()).isEqualTo(Origin.NONE);
    }
    try (var cluster = RealCluster.connect()) {
      assertThat(cluster.client().namespaces().withName(StackInstallation.NAMESPACE).get())
          .isNull();
    } catch (StepFailed e) {
      throw new AssertionError(e);
    }
  }
}

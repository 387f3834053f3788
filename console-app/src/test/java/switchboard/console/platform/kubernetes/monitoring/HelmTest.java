package switchboard.console.platform.kubernetes.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.SampleKubeconfig;

class HelmTest {
  private static final HelmChart CHART =
      new HelmChart("stack", "https://charts.example.org", "1.2.3");

  @TempDir private Path folder;

  @BeforeEach
  void needsAShell() {
    assumeThat(File.pathSeparator).as("a POSIX system").isEqualTo(":");
  }

  private void install(FakeHelm fake, HelmChart chart) throws Exception {
    fake.helm()
        .install(SampleKubeconfig.of("mine"), chart, "release", "there", Path.of("values.yaml"));
  }

  private StepFailed failureOf(String says) throws Exception {
    var fake = new FakeHelm(folder, says);
    return catchThrowableOfType(StepFailed.class, () -> install(fake, CHART));
  }

  @Test
  void chartIsInstalledFromItsRepositoryAtItsVersion() throws Exception {
    var fake = new FakeHelm(folder, "true");

    install(fake, CHART);
    fake.helm().uninstall(SampleKubeconfig.of("mine"), CHART, "release", "there");

    assertThat(fake.asks())
        .containsExactly(
            "upgrade --install release stack --repo=https://charts.example.org --version=1.2.3"
                + " --values=values.yaml --set-string=global.installedBy=switchboard --wait"
                + " --timeout=600s --namespace=there --kube-context=mine",
            "uninstall release --ignore-not-found --wait --timeout=600s --namespace=there"
                + " --kube-context=mine");
  }

  @Test
  void helmIsToldOfOneClusterAndNothingThatLeadsElsewhere() throws Exception {
    var fake = new FakeHelm(folder, "true");

    install(fake, CHART);

    assertThat(fake.kubeconfig())
        .contains("https://nowhere.invalid")
        .isEqualTo(SampleKubeconfig.of("mine").yaml());
    assertThat(fake.overrides())
        .contains("HELM_KUBEAPISERVER=", "HELM_KUBECONTEXT=", "HELM_KUBETOKEN=");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"global":{"installedBy":"switchboard"},"grafana":{}} | THIS_CONSOLE
          {"global":{"installedBy":"somebody"}}                 | SOMEBODY_ELSE
          {"grafana":{"enabled":false}}                         | SOMEBODY_ELSE
          null                                                  | SOMEBODY_ELSE
          """)
  void releaseIsWhoseValuesSayThatItIs(String values, Helm.Maker maker) throws Exception {
    var fake = new FakeHelm(folder, "true");
    fake.installed(values);

    assertThat(fake.helm().maker(SampleKubeconfig.of("mine"), CHART, "release", "there"))
        .isEqualTo(maker);
  }

  @Test
  void releaseThatIsNotThereIsNobodys() throws Exception {
    assertThat(
            new FakeHelm(folder, "true")
                .helm()
                .maker(SampleKubeconfig.of("mine"), CHART, "release", "there"))
        .isEqualTo(Helm.Maker.NOBODY);
  }

  @Test
  void copyThatTheEnvironmentNamesTakesTheChartsPlace() throws Exception {
    var fake = new FakeHelm(folder, "true");

    install(fake, HelmChart.stack(Map.of(HelmChart.VARIABLE, "/mirror/stack")));

    assertThat(fake.asks().getFirst())
        .startsWith("upgrade --install release /mirror/stack --values=");
    assertThat(HelmChart.stack(Map.of())).isEqualTo(HelmChart.STACK);
  }

  @Test
  void repositoryThatIsNotReachedIsNamedWithTheWayAround() throws Exception {
    var failed =
        failureOf(
            """
            echo 'Error: looks like "https://charts.example.org" is not a valid chart repository or \
            cannot be reached: Get "https://charts.example.org/index.yaml": dial tcp: lookup \
            charts.example.org: no such host'; exit 1\
            """);

    assertThat(failed)
        .hasMessage("the chart's repository https://charts.example.org cannot be reached");
    assertThat(failed.next()).contains(HelmChart.VARIABLE);
    assertThat(failed.details()).contains("no such host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Kubernetes", "kubernetes"})
  void clusterThatIsNotReachedIsNotTakenForTheRepository(String version) throws Exception {
    var failed =
        failureOf(
            "echo 'Error: "
                + version
                + " cluster unreachable: Get \"https://10.0.0.1:6443/version\": dial tcp"
                + " 10.0.0.1:6443: i/o timeout'; exit 1");

    assertThat(failed).hasMessage("the cluster of context 'mine' does not respond");
    assertThat(failed.next()).contains("kubectl --context mine get nodes");
    assertThat(failed.details()).contains("i/o timeout");
  }

  @Test
  void clusterThatForbidsItIsToldInHelmsWords() throws Exception {
    var failed =
        failureOf("echo 'Error: secrets is forbidden: User \"eve\" cannot list them'; exit 1");

    assertThat(failed)
        .hasMessage("the cluster forbids it: secrets is forbidden: User \"eve\" cannot list them");
    assertThat(failed.next()).contains("administrator");
  }

  @Test
  void podsThatDoNotGetReadyAreWhereToLook() throws Exception {
    var failed =
        failureOf("echo 'Error: UPGRADE FAILED: timed out waiting for the condition'; exit 1");

    assertThat(failed).hasMessage("its pods were not ready within 10 minutes");
    assertThat(failed.next()).contains("kubectl -n there get pods");
  }

  @Test
  void failureWithoutWordsNamesTheCommand() throws Exception {
    assertThat(failureOf("echo boom; exit 3"))
        .hasMessage("helm upgrade ended with exit code 3")
        .extracting(StepFailed::details)
        .isEqualTo("boom");
  }

  @Test
  void machineWithoutHelmHasNone() {
    assertThat(Helm.find(Map.of("PATH", folder.toString()))).isEmpty();
  }
}

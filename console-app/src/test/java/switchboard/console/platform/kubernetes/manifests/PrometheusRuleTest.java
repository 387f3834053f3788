package switchboard.console.platform.kubernetes.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import switchboard.console.platform.kubernetes.access.Yaml;

/** The alert rules, which two kinds of Prometheus read in two files. */
class PrometheusRuleTest {
  @Test
  void operatorsPrometheusGetsTheRulesOfTheSystemsOwn() throws Exception {
    var manifests = Manifests.find().folder();
    var own =
        new Load(LoadSettings.builder().build())
            .loadFromString(
                Files.readString(manifests.resolveSibling("compose/prometheus/alerts.yaml")));

    var rule =
        Kustomization.render(manifests.resolve("kube-prometheus-stack")).stream()
            .filter(object -> "PrometheusRule".equals(object.get("kind")))
            .findFirst()
            .orElseThrow();

    assertThat((Object) Yaml.map(rule, "spec")).isEqualTo(own);
    assertThat(Yaml.maps(Yaml.map(rule, "spec"), "groups")).isNotEmpty();
  }
}

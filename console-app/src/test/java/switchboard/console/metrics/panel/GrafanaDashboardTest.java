package switchboard.console.metrics.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import switchboard.console.metrics.PromQl;

/** Grafana and the console show the same: the dashboard asks what the cockpit asks. */
final class GrafanaDashboardTest {
  private static final Path COMPOSE = Path.of("../compose");

  @Test
  void everyChartOfTheCockpitIsOnTheDashboard() throws IOException {
    Panels panels = Panels.forScrapesEvery(Duration.ofSeconds(1));
    List<String> asked =
        panels.all().stream()
            .flatMap(
                panel ->
                    Stream.concat(
                        panel.queries().stream().map(Query::expression),
                        Stream.concat(panel.limit().stream(), panel.strain().stream())))
            .map(PromQl::render)
            .toList();

    assertThat(dashboardQueries()).containsAll(asked);
  }

  @Test
  void everyTileOfTheCockpitIsOnTheDashboard() throws IOException {
    Readings readings = Readings.forScrapesEvery(Duration.ofSeconds(1));
    List<String> asked =
        Stream.of(
                readings.usersOnline(),
                readings.requests(),
                readings.deliveries(),
                readings.latencyP99(),
                readings.errorShare(),
                readings.availability(),
                readings.throttled())
            .map(reading -> PromQl.render(reading.expression()))
            .toList();

    assertThat(dashboardQueries()).containsAll(asked);
  }

  @Test
  void rateWindowsFitTheShippedScrapeInterval() throws IOException {
    for (Path folder : List.of(COMPOSE, Path.of("../manifests"))) {
      assertThat(Files.readString(folder.resolve("prometheus/prometheus.yaml")))
          .contains("scrape_interval: 1s\n");
    }
  }

  private static Set<String> dashboardQueries() throws IOException {
    String json = Files.readString(COMPOSE.resolve("grafana/dashboards/switchboard.json"));
    return JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("panels").asList().stream()
        .flatMap(panel -> panel.getAsJsonObject().getAsJsonArray("targets").asList().stream())
        .map(JsonElement::getAsJsonObject)
        .map(target -> target.get("expr").getAsString())
        .map(GrafanaDashboardTest::withoutVariables)
        .collect(Collectors.toSet());
  }

  /** As for all replicas, and for the window that the console has. */
  private static String withoutVariables(String query) {
    return query.replace(",instance=~\"$replica\"", "").replace("$__rate_interval", "10s");
  }

  @Test
  void ratesFollowTheZoomAndReplicasCanBeChosen() throws IOException {
    String json = Files.readString(COMPOSE.resolve("grafana/dashboards/switchboard.json"));

    assertThat(json)
        .contains("$__rate_interval", "\"name\": \"replica\"", "=~\\\"$replica\\\"")
        .doesNotContain("[10s]");
  }

  /** What is alerted of is shown: each metric of a rule is one of a panel, too. */
  @Test
  void figuresThatAlertsAreMadeOfAreOnTheDashboard() throws IOException {
    Pattern metrics = Pattern.compile("(?:sim|chat)_[a-z_]+");
    Set<String> shown = new HashSet<>();
    dashboardQueries()
        .forEach(query -> metrics.matcher(query).results().forEach(hit -> shown.add(hit.group())));

    String rules = Files.readString(COMPOSE.resolve("prometheus/alerts.yaml"));

    assertThat(metrics.matcher(rules).results().map(MatchResult::group)).isSubsetOf(shown);
  }
}

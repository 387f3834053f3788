package switchboard.console.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.metrics.Expression.metric;
import static switchboard.console.metrics.LabelMatcher.equal;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import switchboard.console.metrics.Expression.Rate;
import switchboard.console.metrics.panel.Panels;

@Tag("locales")
class PromQlTest {
  private final Panels panels = Panels.forScrapesEvery(Duration.ofSeconds(1));

  @Test
  void panelsReadAsOneWouldWriteThem() {
    assertThat(PromQl.render(panels.requests().queries().getFirst().expression()))
        .isEqualTo("sum by (instance) (rate(http_requests_total{job=\"backend\"}[10s]))");
    assertThat(PromQl.render(panels.latency().queries().getLast().expression()))
        .isEqualTo(
            "histogram_quantile(0.99, sum by (le)"
                + " (rate(sim_request_duration_seconds_bucket[10s])))");
    assertThat(PromQl.render(panels.errors().queries().getFirst().expression()))
        .isEqualTo(
            "sum(rate(http_requests_total{job=\"backend\",status=~\"5..\"}[10s]))"
                + " or (sum(rate(http_requests_total{job=\"backend\"}[10s])) * 0)");
  }

  @Test
  void rateWindowHoldsFourScrapes() {
    Panels slow = Panels.forScrapesEvery(Duration.ofSeconds(15));
    assertThat(PromQl.render(slow.requests().queries().getFirst().expression())).contains("[1m]");
  }

  @Test
  void labelValuesAreEscaped() {
    assertThat(
            PromQl.render(
                new Rate(metric("m", equal("path", "C:\\\"x\"\n")), Duration.ofMillis(1500))))
        .isEqualTo("rate(m{path=\"C:\\\\\\\"x\\\"\\n\"}[1500ms])");
  }
}

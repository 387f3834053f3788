package switchboard.console.metrics.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.Sample;

@Tag("locales")
class ExpositionTest {
  private final Exposition exposition = new Exposition(Map.of("job", "backend"), _ -> true);

  @Test
  void readsTheDocumentationsExample() throws MalformedExposition {
    List<Sample> samples =
        exposition.parse(
            """
            # HELP http_requests_total The total number of HTTP requests.
            # TYPE http_requests_total counter
            http_requests_total{method="post",code="200"} 1027 1395066363000
            http_requests_total{method="post",code="400"}    3 1395066363000

            # Escaping in label values:
            msdos_file_access_time_seconds{path="C:\\\\DIR\\\\FILE.TXT",error="Cannot find file:\\n\\"FILE.TXT\\""} 1.458255915e9

            # Minimalistic line:
            metric_without_timestamp_and_labels 12.47

            # A weird metric from before the epoch:
            something_weird{problem="division by zero"} +Inf -3982045
            http_request_duration_seconds_bucket{le="+Inf"} 144320
            """);
    assertThat(samples).hasSize(6);
    assertThat(samples.get(0))
        .isEqualTo(
            new Sample(
                Labels.of("http_requests_total", "method", "post", "code", "200", "job", "backend"),
                1027));
    assertThat(samples.get(2).labels().get("path")).isEqualTo("C:\\DIR\\FILE.TXT");
    assertThat(samples.get(2).labels().get("error")).isEqualTo("Cannot find file:\n\"FILE.TXT\"");
    assertThat(samples.get(3).value()).isEqualTo(12.47);
    assertThat(samples.get(4).value()).isInfinite();
    assertThat(samples.get(5).labels().get("le")).isEqualTo("+Inf");
  }

  @Test
  void allowsBlanksAndATrailingComma() throws MalformedExposition {
    assertThat(exposition.parse("m { a = \"1\" , b=\"2\", }\tNaN\r\n"))
        .extracting(sample -> sample.labels().toMap().toString())
        .containsExactly("{__name__=m, a=1, b=2, job=backend}");
  }

  @Test
  void renamesALabelThatTheTargetGives() throws MalformedExposition {
    assertThat(exposition.parse("m{job=\"own\"} 1").getFirst().labels())
        .isEqualTo(Labels.of("m", "job", "backend", "exported_job", "own"));
  }

  @Test
  void keepsOnlyTheMetricsWanted() throws MalformedExposition {
    Exposition some = new Exposition(Map.of(), "wanted"::equals);
    assertThat(some.parse("unwanted 1\nwanted 2\nunwanted{ 3")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m",
        "m x",
        "m 1 x",
        "m 1 2 3",
        "m{a=1} 1",
        "m{a=\"1} 1",
        "m{a=\"1\"",
        "m{a=\"\\x\"} 1",
        "m{a=\"1\" b=\"2\"} 1",
        "m{=\"1\"} 1",
        "9m 1",
        "<html>",
        "m 1d",
        "m 0x1p3f"
      })
  void saysWhatIsWrongAndWhere(String line) {
    assertThatThrownBy(() -> exposition.parse("ok 1\n" + line))
        .isInstanceOf(MalformedExposition.class)
        .hasMessageStartingWith("Line 2: expected ");
  }
}

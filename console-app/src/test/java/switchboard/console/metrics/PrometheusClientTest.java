package switchboard.console.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static switchboard.console.metrics.Expression.metric;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusClientTest {
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void asksByFormAndReadsValues() throws InterruptedException {
    answer(
        200,
        """
        {"status":"success","warnings":["slow"],"data":{"result":[
          {"metric":{"__name__":"up","instance":"backend-1"},"values":[[1700000000,"1"],[1700000001.5,"NaN"],[1700000002,"+Inf"]]}],
          "resultType":"matrix"}}
        """);
    QueryResult result = ask();

    Series series = ((QueryResult.Values) result).series().getFirst();
    assertThat(series.labels()).isEqualTo(Labels.of("up", "instance", "backend-1"));
    assertThat(series.size()).isEqualTo(3);
    assertThat(series.timeMillis(1)).isEqualTo(1_700_000_001_500L);
    assertThat(series.value(0)).isEqualTo(1);
    assertThat(series.value(1)).isNaN();
    assertThat(series.value(2)).isInfinite();
    var request = server.takeRequest();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getUrl().encodedPath()).isEqualTo("/api/v1/query_range");
    assertThat(request.getBody().utf8())
        .isEqualTo("query=up&start=1700000000.000&end=1700000002.500&step=0.500");
  }

  @Test
  void anyQueryIsAskedAtOneInstant() throws InterruptedException {
    answer(200, "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}");

    client().at("max(x) / min(x)", Instant.ofEpochSecond(1_700_000_000));

    assertThat(server.takeRequest().getBody().utf8())
        .isEqualTo(
            "query=max%28x%29+%2F+min%28x%29&start=1700000000.000&end=1700000000.000"
                + "&step=1.000");
  }

  @Test
  void samplesAreAskedForByTheirTimeAndHaveTheirOwn() throws InterruptedException {
    answer(
        200,
        """
        {"status":"success","data":{"resultType":"matrix","result":[
          {"metric":{"__name__":"up"},"values":[[1700000000.123,"1"],[1700000005.121,"0"]]}]}}
        """);

    var result =
        new PrometheusClient(new OkHttpClient(), server.url("/").uri(), Duration.ofSeconds(5))
            .samples(
                metric("up"),
                Instant.ofEpochSecond(1_699_999_990),
                Instant.ofEpochMilli(1_700_000_010_500L));

    assertThat(((QueryResult.Values) result).series())
        .hasToString("[{__name__=up} [1700000000123, 1700000005121] [1.0, 0.0]]");
    var request = server.takeRequest();
    assertThat(request.getUrl().encodedPath()).endsWith("/api/v1/query");
    assertThat(request.getBody().utf8()).isEqualTo("query=up%5B20500ms%5D&time=1700000010.500");
  }

  @Test
  void emptyResultIsNoData() {
    answer(200, "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}");
    assertThat(ask()).isEqualTo(new QueryResult.NoData());
  }

  @Test
  void refusalCarriesPrometheusReason() {
    answer(
        422,
        "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"many-to-many matching not"
            + " allowed\"}");
    assertThat(ask()).isEqualTo(new QueryResult.Rejected("many-to-many matching not allowed"));
  }

  @Test
  void failureOfAProxyIsUnreachableWithItsStatus() {
    answer(500, "<html>Internal server error</html>");
    assertThat(ask())
        .asInstanceOf(type(QueryResult.Unreachable.class))
        .satisfies(unreachable -> assertThat(unreachable.cause()).hasMessageContaining("HTTP 500"));
  }

  @Test
  void closedServerIsUnreachable() {
    server.close();
    assertThat(ask()).isInstanceOf(QueryResult.Unreachable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[]",
        "{}",
        "{\"status\":\"success\"}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"values\":[[1,\"x\"]]}]}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{"
      })
  void whatIsNoAnswerOfPrometheusIsRejected(String body) {
    answer(200, body);
    assertThat(ask())
        .asInstanceOf(type(QueryResult.Rejected.class))
        .satisfies(rejected -> assertThat(rejected.reason()).contains("is it a Prometheus?"));
  }

  private void answer(int code, String body) {
    server.enqueue(new MockResponse.Builder().code(code).body(body).build());
  }

  private PrometheusClient client() {
    return new PrometheusClient(new OkHttpClient(), server.url("/").uri(), Duration.ofSeconds(5));
  }

  private QueryResult ask() {
    return client()
        .range(
            metric("up"),
            Instant.ofEpochSecond(1_700_000_000),
            Instant.ofEpochMilli(1_700_000_002_900L),
            Duration.ofMillis(500));
  }
}

package switchboard.console.metrics;

import com.google.gson.JsonParseException;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Asks a Prometheus over its HTTP API. Queries are posted as forms, so that no proxy cuts a long
 * one. Safe for use by any thread. Source: prometheus.io/docs/prometheus/latest/querying/api.
 */
public final class PrometheusClient implements MetricsSource, SampleSource {
  private final OkHttpClient client;
  private final HttpUrl rangeUrl;
  private final HttpUrl instantUrl;

  /**
   * @param server where the Prometheus is, such as {@code http://127.0.0.1:9090}
   * @param timeout of one query, connecting included
   */
  public PrometheusClient(OkHttpClient client, URI server, Duration timeout) {
    HttpUrl url = HttpUrl.parse(server.toString());
    if (url == null) {
      throw new IllegalArgumentException(
          "Expected the http or https address of a Prometheus, found " + server);
    }
    this.client = client.newBuilder().callTimeout(timeout).build();
    this.rangeUrl = url.newBuilder().addPathSegments("api/v1/query_range").build();
    this.instantUrl = url.newBuilder().addPathSegments("api/v1/query").build();
  }

  @Override
  public QueryResult range(Expression expression, Instant start, Instant end, Duration step) {
    return range(PromQl.render(expression), start, end, step);
  }

  /** The values of a query in PromQL, whatever it is, at one instant. */
  public QueryResult at(String promql, Instant instant) {
    return range(promql, instant, instant, Duration.ofSeconds(1));
  }

  private QueryResult range(String promql, Instant start, Instant end, Duration step) {
    TimeSteps steps = TimeSteps.of(start, end, step);
    FormBody form =
        new FormBody.Builder()
            .add("query", promql)
            .add("start", seconds(steps.startMillis()))
            .add("end", seconds(steps.endMillis()))
            .add("step", seconds(steps.stepMillis()))
            .build();
    return ask(rangeUrl, form);
  }

  @Override
  public QueryResult samples(Expression.Selector selector, Instant after, Instant until) {
    FormBody form =
        new FormBody.Builder()
            .add("query", PromQl.render(selector, Duration.between(after, until)))
            .add("time", seconds(until.toEpochMilli()))
            .build();
    return ask(instantUrl, form);
  }

  private QueryResult ask(HttpUrl url, FormBody form) {
    Request request = new Request.Builder().url(url).post(form).build();
    try (Response response = client.newCall(request).execute()) {
      return answer(response);
    } catch (IOException e) {
      var sentence = "Prometheus does not respond at " + url.host() + ":" + url.port();
      return new QueryResult.Unreachable(new IOException(sentence, e));
    }
  }

  /**
   * Prometheus answers its own errors in JSON (400, 422, 503); a failure in another form is of
   * something before it.
   */
  private static QueryResult answer(Response response) throws IOException {
    try (Reader body = response.body().charStream()) {
      return RangeAnswer.read(body);
    } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
      return noAnswer(response, e);
    } catch (MalformedJsonException | EOFException e) {
      return noAnswer(response, e);
    }
  }

  private static QueryResult noAnswer(Response response, Exception cause) {
    String found = response.request().url() + " answered HTTP " + response.code();
    if (response.isSuccessful()) {
      return new QueryResult.Rejected(
          found
              + " with something other than a query result: is it a Prometheus? ("
              + cause.getMessage()
              + ")");
    }
    return new QueryResult.Unreachable(new IOException(found, cause));
  }

  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).toPlainString();
  }
}

package switchboard.console.metrics.alerts;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.metrics.Labels;

/**
 * Reads the alerts and the rules of a Prometheus over its HTTP API. Calls block for the timeout at
 * most; any thread may make them. Source: prometheus.io/docs/prometheus/latest/querying/api.
 */
public final class AlertsClient {
  private static final Logger LOG = LoggerFactory.getLogger(AlertsClient.class);
  private static final Gson GSON = new Gson();
  private static final String INSTANCE = "instance";

  private final OkHttpClient http;
  private final HttpUrl api;
  private final UnaryOperator<String> names;

  /**
   * @param timeout of one call, connecting included
   * @param names the console's name for what an {@code instance} label says
   */
  public AlertsClient(
      OkHttpClient http, URI server, Duration timeout, UnaryOperator<String> names) {
    this.http = http.newBuilder().callTimeout(timeout).build();
    api = HttpUrl.get(server.toString()).newBuilder().addPathSegments("api/v1/").build();
    this.names = names;
  }

  /** Those that wait or fire; empty when Prometheus did not say. */
  public Optional<List<Alert>> active() {
    return read("alerts", AlertsAnswer.class)
        .flatMap(
            answer -> checked(() -> answer.data().alerts().stream().map(this::alert).toList()));
  }

  /** The alerting rules, in their order; empty when Prometheus did not say. */
  public Optional<List<AlertRule>> rules() {
    return read("rules?type=alert", RulesAnswer.class)
        .flatMap(
            answer ->
                checked(
                    () ->
                        answer.data().groups().stream()
                            .flatMap(group -> group.rules().stream().map(group::rule))
                            .toList()));
  }

  private record AlertsAnswer(Alerts data) {}

  private record Alerts(List<ActiveAlert> alerts) {}

  private record ActiveAlert(
      Map<String, String> labels, Map<String, String> annotations, String state, String activeAt) {}

  private record RulesAnswer(Rules data) {}

  private record Rules(List<Group> groups) {}

  /** Times are in seconds. */
  private record Group(double interval, List<Rule> rules) {
    AlertRule rule(Rule rule) {
      return new AlertRule(rule.name(), seconds(interval), seconds(rule.duration()));
    }

    private static Duration seconds(double value) {
      return Duration.ofNanos(Math.round(value * 1e9));
    }
  }

  private record Rule(String name, double duration) {}

  private Alert alert(ActiveAlert told) {
    var labels = Labels.of(told.labels()).toMap();
    labels.computeIfPresent(INSTANCE, (label, value) -> names.apply(value));
    return new Alert(
        Labels.of(labels),
        Alert.State.valueOf(told.state().toUpperCase(Locale.ROOT)),
        OffsetDateTime.parse(told.activeAt()).toInstant(),
        told.annotations() == null ? "" : told.annotations().getOrDefault("summary", ""));
  }

  /** What is missing, or is not of the expected form, shows in exceptions of many kinds. */
  private static <T> Optional<T> checked(Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (NullPointerException | IllegalArgumentException | DateTimeException e) {
      LOG.debug("Not an answer of a Prometheus", e);
      return Optional.empty();
    }
  }

  private <T> Optional<T> read(String path, Class<T> form) {
    var request = new Request.Builder().url(api + path).build();
    try (var response = http.newCall(request).execute()) {
      return response.isSuccessful()
          ? Optional.ofNullable(GSON.fromJson(response.body().charStream(), form))
          : Optional.empty();
    } catch (IOException | JsonParseException e) {
      LOG.debug("{} did not answer", request.url(), e);
      return Optional.empty();
    }
  }
}

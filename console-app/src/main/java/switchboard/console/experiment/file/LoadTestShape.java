package switchboard.console.experiment.file;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import switchboard.console.loadtest.Arrivals;
import switchboard.console.loadtest.LoadTestPlan;
import switchboard.console.loadtest.Preset;

/** The shape of a load test: what {@code switchboard load} takes as options. */
final class LoadTestShape {
  private static final Key<Integer> REQUESTS =
      Key.optional(
          "requests",
          Shapes.whole(1, Arrivals.MAX_REQUESTS),
          "Closed: how many in all, the next one when one is answered.");
  private static final Key<Integer> CONCURRENCY =
      Key.optional(
          "concurrency",
          Shapes.whole(1, Arrivals.MAX_CONCURRENCY),
          "Closed: how many at a time. Default: 50.");
  private static final Key<Double> RATE =
      Key.optional(
          "rate",
          Shapes.number(1, Arrivals.MAX_RATE),
          "Open: requests per second, whether answered or not.");
  private static final Key<Duration> DURATION =
      Key.optional(
          "duration",
          Shapes.duration(Duration.ofSeconds(1), Arrivals.MAX_DURATION),
          "Open: for how long. Default: 30s.");
  private static final Key<String> METHOD =
      Key.optional(
          "method",
          Shapes.oneOf(LoadTestPlan.METHODS, method -> method),
          "Of each request. Default: GET.");
  private static final Key<String> PATH =
      Key.optional(
          "path",
          Shapes.text(),
          "Of the gateway; {n} is the number of the request. Default: a page of messages.");
  private static final Key<String> BODY =
      Key.optional("body", Shapes.text(), "Of a POST, JSON; {n} is the number of the request.");

  private static final int DEFAULT_CONCURRENCY = 50;
  private static final Duration DEFAULT_DURATION = Duration.ofSeconds(30);

  static final Shape<LoadTestPlan> SHAPE =
      new Fields<>(
          "a load test",
          List.of(REQUESTS, CONCURRENCY, RATE, DURATION, METHOD, PATH, BODY),
          List.of(REQUESTS, RATE),
          LoadTestShape::plan);

  private static LoadTestPlan plan(Values values) {
    var preset = Preset.AB.plan();
    return new LoadTestPlan(
        values.find(METHOD).orElse(preset.method()),
        values.find(PATH).orElse(preset.path()),
        values.find(BODY),
        preset.sessions(),
        arrivals(values));
  }

  private static Arrivals arrivals(Values values) {
    if (values.has(REQUESTS)) {
      refuse(values, DURATION, "duration is of a constant rate; leave it out with requests");
      return new Arrivals.Closed(
          values.get(REQUESTS), values.find(CONCURRENCY).orElse(DEFAULT_CONCURRENCY));
    }
    refuse(values, CONCURRENCY, "concurrency is of a number of requests; leave it out with rate");
    return new Arrivals.Open(values.get(RATE), values.find(DURATION).orElse(DEFAULT_DURATION));
  }

  private static void refuse(Values values, Key<?> key, String why) {
    Optional.of(key)
        .filter(values::has)
        .ifPresent(
            found -> {
              throw values.unfit(found, why);
            });
  }

  private LoadTestShape() {}
}

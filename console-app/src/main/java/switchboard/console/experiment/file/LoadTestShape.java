package switchboard.console.experiment.file;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import switchboard.console.loadtest.Arrivals;
import switchboard.console.loadtest.LoadTestPlan;
import switchboard.console.loadtest.Preset;

/** The shape of a load test: what {@code switchboard load} takes as options. */
final class LoadTestShape {
  private static final Key<Preset> PRESET =
      Key.optional(
          "preset",
          Shapes.oneOf(List.of(Preset.values()), Preset::word),
          "What is sent: a page is read, or messages are. Default: ab.");
  private static final Key<Integer> SESSIONS =
      Key.optional(
          "sessions",
          Shapes.whole(0, LoadTestPlan.MAX_SESSIONS),
          "Users whose tokens the requests carry in turn; 0 for none.");
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
          "Of each request. Default: POST with a body, GET with a path, otherwise the preset's.");
  private static final Key<String> PATH =
      Key.optional(
          "path",
          Shapes.text(),
          "Of the gateway; {n} is the number of the request. Default: the preset's.");
  private static final Key<String> BODY =
      Key.optional(
          "body",
          Shapes.written("a body", body -> body),
          "Of a POST, JSON; {n} is the number of the request.");

  static final Shape<LoadTestPlan> SHAPE =
      new Fields<>(
          "a load test",
          List.of(PRESET, REQUESTS, CONCURRENCY, RATE, DURATION, METHOD, PATH, BODY, SESSIONS),
          List.of(REQUESTS, RATE),
          LoadTestShape::plan);

  private static LoadTestPlan plan(Values values) {
    return values
        .find(PRESET)
        .orElse(Preset.AB)
        .plan()
        .with(
            values.find(METHOD),
            values.find(PATH),
            values.find(BODY),
            values.find(SESSIONS),
            arrivals(values));
  }

  private static Arrivals arrivals(Values values) {
    if (values.has(REQUESTS)) {
      refuse(values, DURATION, "duration is of a constant rate; leave it out with requests");
      return new Arrivals.Closed(
          values.get(REQUESTS),
          values.find(CONCURRENCY).orElse(Arrivals.Closed.DEFAULT.concurrency()));
    }
    refuse(values, CONCURRENCY, "concurrency is of a number of requests; leave it out with rate");
    return new Arrivals.Open(
        values.get(RATE), values.find(DURATION).orElse(Arrivals.Open.DEFAULT.duration()));
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

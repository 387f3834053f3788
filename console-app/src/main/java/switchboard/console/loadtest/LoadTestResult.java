package switchboard.console.loadtest;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;
import switchboard.console.verdict.Proportion;
import switchboard.console.verdict.Result;

/**
 * A load test that has ended.
 *
 * @param result passed: measured well, and no request failed; failed: some did; invalid: the
 *     simulator was the limit, and the figures say nothing about the system; or aborted
 * @param sentence why
 * @param report the last one
 */
public record LoadTestResult(
    LoadTestPlan plan, Result result, String sentence, LoadTestReport report) {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  public LoadTestResult {
    Objects.requireNonNull(plan);
    Objects.requireNonNull(result);
    Objects.requireNonNull(sentence);
    Objects.requireNonNull(report);
  }

  /** Judges a load test by its last report. */
  public static LoadTestResult of(LoadTestPlan plan, LoadTestReport report) {
    var outcomes = report.result();
    var failed = new Proportion(outcomes.failed(), outcomes.completed());
    var limit = report.limit();
    if (report.isCancelled()) {
      return new LoadTestResult(
          plan,
          Result.ABORTED,
          "stopped after "
              + Format.whole(outcomes.completed())
              + " of "
              + Format.count(report.requests(), "request"),
          report);
    }
    if (limit.isPresent()) {
      return new LoadTestResult(
          plan, Result.INVALID, "limited by the generator: " + limit.get(), report);
    }
    var result = outcomes.failed() == 0 ? Result.PASSED : Result.FAILED;
    return new LoadTestResult(plan, result, failed.words("request", "failed"), report);
  }

  /** In a line: "0 of 20 000 requests failed (≤ 0.015 %), 4 312/s, p50 8.1 ms, p99 31 ms". */
  public String figures() {
    var result = report.result();
    var times = result.latencyMillis();
    return times.p50() == null || times.p99() == null
        ? sentence
        : "%s, %s/s, p50 %s, p99 %s"
            .formatted(
                sentence,
                Format.whole(result.requestsPerSecond()),
                Format.figure(times.p50() / 1_000, Unit.SECONDS),
                Format.figure(times.p99() / 1_000, Unit.SECONDS));
  }

  /** What requests failed with, the most frequent first: "503", "Connection refused". */
  public List<Map.Entry<String, Long>> failures() {
    return Stream.concat(
            report.result().statuses().entrySet().stream()
                .filter(status -> !status.getKey().startsWith("2")),
            report.result().errors().entrySet().stream())
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .toList();
  }

  /**
   * The result file.
   *
   * @param platform the id of the one that it ran on
   */
  public String toJson(String platform) {
    var json = new JsonObject();
    json.addProperty("result", result.word());
    json.addProperty("sentence", sentence);
    json.addProperty("platform", platform);
    json.add("plan", plan.toJson());
    json.addProperty("startedAt", report.startedAt());
    json.addProperty("elapsedSeconds", report.elapsedSeconds());
    GSON.toJsonTree(report.result()).getAsJsonObject().asMap().forEach(json::add);
    Optional.ofNullable(report.generator())
        .ifPresent(generator -> json.add("generator", GSON.toJsonTree(generator)));
    return GSON.toJson(json);
  }
}

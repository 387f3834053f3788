package switchboard.console.metrics.panel;

import static switchboard.console.metrics.Expression.metric;
import static switchboard.console.metrics.Expression.sum;
import static switchboard.console.metrics.LabelMatcher.equal;
import static switchboard.console.metrics.LabelMatcher.regex;

import java.time.Duration;
import java.util.List;
import switchboard.console.metrics.Expression;
import switchboard.console.metrics.Expression.Difference;
import switchboard.console.metrics.Expression.OrElse;
import switchboard.console.metrics.Expression.Quantile;
import switchboard.console.metrics.Expression.Rate;
import switchboard.console.metrics.Expression.Ratio;
import switchboard.console.metrics.Expression.Scale;
import switchboard.console.metrics.Expression.Selector;
import switchboard.console.metrics.Expression.SumBy;
import switchboard.console.metrics.LabelMatcher;

/** What the chat system's metrics say, given the window over which a rate is taken. */
record ChatExpressions(Duration window) {
  private static final LabelMatcher BACKEND = equal("job", "backend");

  /**
   * Four scrapes, so that one that fails leaves a rate; 10 s at least, so that a line can be read.
   *
   * @param scrapeInterval of whatever scrapes the system
   */
  static ChatExpressions forScrapesEvery(Duration scrapeInterval) {
    Duration four = scrapeInterval.multipliedBy(4);
    Duration least = Duration.ofSeconds(10);
    return new ChatExpressions(four.compareTo(least) > 0 ? four : least);
  }

  Expression requests() {
    return sum(rate(metric("http_requests_total", BACKEND)));
  }

  Expression requestsByInstance() {
    return byInstance(rate(metric("http_requests_total", BACKEND)));
  }

  /** Zero, not missing, while there are requests and none has failed yet. */
  Expression serverErrors() {
    Expression errors = sum(rate(metric("http_requests_total", BACKEND, regex("status", "5.."))));
    return new OrElse(errors, new Scale(requests(), 0));
  }

  Expression userFailures() {
    return failures(window);
  }

  Expression userRequests() {
    return userRequests(window);
  }

  Expression latency(double quantile) {
    return new Quantile(quantile, latencyBuckets());
  }

  /** How many requests a second took up to each bound; what {@link #latency} is a quantile of. */
  Expression latencyBuckets() {
    return new SumBy(rate(metric("sim_request_duration_seconds_bucket")), List.of("le"));
  }

  Expression cpuByInstance() {
    return byInstance(rate(metric("process_cpu_seconds_total", BACKEND)));
  }

  Expression cpuOfEveryPart() {
    return byInstance(rate(metric("process_cpu_seconds_total")));
  }

  Expression memoryByInstance() {
    return byInstance(metric("process_resident_memory_bytes", BACKEND));
  }

  Expression byInstance(String metric) {
    return byInstance(metric(metric, BACKEND));
  }

  Expression perSecond(String metric) {
    return sum(rate(metric(metric)));
  }

  Expression total(String metric) {
    return sum(metric(metric));
  }

  /** Of all that users asked for, the share in per cent that failed. */
  Expression errorShare() {
    return new Scale(new Ratio(failures(window), userRequests(window)), 100);
  }

  /** Of all that users asked for in the time, the share in per cent that was answered. */
  Expression availability(Duration over) {
    Expression requests = userRequests(over);
    return new Scale(new Ratio(new Difference(requests, failures(over)), requests), 100);
  }

  /** The percentage of CPU periods in which each replica was throttled. */
  Expression throttledByInstance() {
    return new Scale(
        new Ratio(
            byInstance(rate(metric("container_cpu_cfs_throttled_periods_total", BACKEND))),
            byInstance(rate(metric("container_cpu_cfs_periods_total", BACKEND)))),
        100);
  }

  private static Expression failures(Duration over) {
    Expression failed =
        sum(new Rate(metric("sim_requests_total", equal("outcome", "failed")), over));
    return new OrElse(failed, new Scale(userRequests(over), 0));
  }

  private static Expression userRequests(Duration over) {
    return sum(new Rate(metric("sim_requests_total"), over));
  }

  private Rate rate(Selector counter) {
    return new Rate(counter, window);
  }

  private static Expression byInstance(Expression of) {
    return new SumBy(of, List.of("instance"));
  }
}

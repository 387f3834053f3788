package switchboard.console.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import switchboard.console.experiment.RunResult;
import switchboard.console.load.FailedRequest;
import switchboard.console.verdict.Proportion;

/**
 * The users' requests, and how those failed that did, since the load's start.
 *
 * @param failedAtMostPercent no more than this share of all that could come fails, with 95 %
 *     confidence; absent without requests
 * @param listed how many failed requests the kinds are of: the first ones; absent when a simulator
 *     does not report which requests failed
 * @param kinds what failed in the same way, the most frequent first
 */
public record RequestFailures(
    long requests, long failed, Double failedAtMostPercent, Integer listed, List<Kind> kinds) {
  private static final int MAX_KINDS = 50;

  /**
   * Failed requests that have all of this in common.
   *
   * @param through the replica that answered; "gateway" when none is known
   * @param status of the answer; absent without one
   * @param first when the first of them failed, ISO 8601, UTC, by the simulator's clock
   * @param last when the last did
   */
  public record Kind(
      long count,
      String method,
      String route,
      String through,
      Integer status,
      String error,
      String first,
      String last) {}

  private record Same(String method, String route, String through, Integer status, String error) {}

  static RequestFailures of(RunResult result, Redaction redaction) {
    var listed = result.failures();
    return new RequestFailures(
        result.requests().total(),
        result.requests().failed(),
        result.requests().failedAtMostPercent(),
        listed == null ? null : listed.size(),
        listed == null ? List.of() : kinds(listed, redaction));
  }

  /** "0 of 18 204 requests failed (≤ 0.017 %)". */
  String words() {
    return new Proportion(failed, requests).words("request", "failed");
  }

  private static List<Kind> kinds(List<FailedRequest> failures, Redaction redaction) {
    var alike = new LinkedHashMap<Same, List<FailedRequest>>();
    for (var each : failures) {
      var same =
          new Same(
              each.method(),
              each.route(),
              each.through(),
              each.status(),
              redaction.of(each.error()));
      alike.computeIfAbsent(same, _ -> new ArrayList<>()).add(each);
    }
    return alike.entrySet().stream()
        .map(each -> kind(each.getKey(), each.getValue()))
        .sorted(Comparator.comparingLong(Kind::count).reversed())
        .limit(MAX_KINDS)
        .toList();
  }

  private static Kind kind(Same same, List<FailedRequest> failures) {
    return new Kind(
        failures.size(),
        same.method(),
        same.route(),
        same.through(),
        same.status(),
        same.error(),
        failures.getFirst().at().toString(),
        failures.getLast().at().toString());
  }
}

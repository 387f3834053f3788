package switchboard.console.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.load.FailedRequests;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;

/**
 * The measured outcome of a fault.
 *
 * @param at when it began: just before the signal was sent, or when a death was noticed
 * @param detectedAfter until the platform reported it; empty for a death, whose beginning is not
 *     known more exactly than its detection
 * @param recoveredAfter until the replica was ready again; empty when it was not
 * @param impact the user impact from the beginning to the end of the observation
 * @param failed which requests failed in that time; empty when none did
 * @param deliveries how quick deliveries were after the recovery; empty when they were not judged
 * @param balance each replica's share of the requests after the recovery, in percent, by name
 * @param reasons why it did not pass, a sentence each; empty when it passed
 */
public record Verdict(
    Fault fault,
    Instant at,
    Optional<Duration> detectedAfter,
    Optional<Duration> recoveredAfter,
    UserImpact impact,
    Optional<FailedRequests.Span> failed,
    Optional<LatencyObjective.Judged> deliveries,
    Map<String, Double> balance,
    Result result,
    List<String> reasons) {

  /** The result of the verdict. */
  public enum Result {
    PASSED("passed"),
    FAILED("not passed"),
    /**
     * The measurement is not good enough: a simulator was late, its counts are lost, or its
     * accounting is incomplete. The figures say nothing about the system.
     */
    NO_VERDICT("no verdict");

    private final String word;

    Result(String word) {
      this.word = word;
    }

    /** In sentences: "passed". */
    public String word() {
      return word;
    }
  }

  public Verdict {
    Objects.requireNonNull(fault);
    Objects.requireNonNull(at);
    Objects.requireNonNull(detectedAfter);
    Objects.requireNonNull(recoveredAfter);
    Objects.requireNonNull(impact);
    Objects.requireNonNull(failed);
    Objects.requireNonNull(deliveries);
    balance = Map.copyOf(balance);
    Objects.requireNonNull(result);
    reasons = List.copyOf(reasons);
  }

  /**
   * How far the replica with the most uneven share is from an equal share, in percent of it; empty
   * with fewer than two replicas.
   */
  public Optional<Double> unevenness() {
    if (balance.size() < 2) {
      return Optional.empty();
    }
    var equal = 100.0 / balance.size();
    return balance.values().stream()
        .map(share -> Math.abs(share - equal) / equal * 100)
        .max(Double::compare);
  }

  /** "Kill backend-2 · passed". */
  public String headline() {
    return fault.headline() + " · " + result.word();
  }

  /**
   * The figures that there are: "0 of 18 412 requests failed · 0 messages lost, … · delivery p99 12
   * ms · ready again in 1.8 s …".
   */
  public String sentence() {
    var parts = new ArrayList<String>();
    if (!impact.equals(UserImpact.UNKNOWN)) {
      parts.add(
          Format.whole(impact.requestsFailed())
              + " of "
              + Format.count(impact.requests(), "request")
              + " failed");
      parts.add(
          Format.count(impact.messagesLost(), "message")
              + " lost, "
              + Format.whole(impact.messagesDuplicated())
              + " duplicated, "
              + Format.whole(impact.messagesReordered())
              + " reordered"
              + (impact.uncounted().isEmpty()
                  ? ", " + Format.whole(impact.messagesRenumbered()) + " renumbered"
                  : ""));
    }
    deliveries.map(LatencyObjective.Judged::figure).ifPresent(parts::add);
    detectedAfter.ifPresent(after -> parts.add("detected in " + Format.duration(after)));
    parts.add(
        recoveredAfter
            .map(after -> fault.recovery() + " " + Format.duration(after))
            .orElse("not recovered"));
    unevenness()
        .ifPresent(uneven -> parts.add("load even to ±" + Format.figure(uneven, Unit.PERCENT)));
    return String.join(" · ", parts);
  }
}

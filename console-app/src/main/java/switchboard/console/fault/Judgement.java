package switchboard.console.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import switchboard.console.load.LoadStats;
import switchboard.console.text.Format;

/**
 * The rules by which a fault and a whole run are judged, and what they have found so far. Messages
 * that did not fare as promised fail it, however it was measured; then, what was not measured well
 * has no verdict; then every other objection fails it. Not safe for use by several threads.
 */
public final class Judgement {
  private final List<String> broken = new ArrayList<>();
  private final List<String> unmeasured = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();

  /** Messages did not fare as was promised. */
  public void promiseBroken(String reason) {
    broken.add(reason);
  }

  /** The figures do not speak about the system. */
  public void unmeasured(String reason) {
    unmeasured.add(reason);
  }

  /** Something else was not as it has to be. */
  public void failed(String reason) {
    failed.add(reason);
  }

  /** A simulator that was late itself has measured its own waiting. */
  public void generator(Duration lateness) {
    if (lateness.compareTo(LoadStats.LATE) > 0) {
      unmeasured(
          "The simulator's timers were up to "
              + lateness.toMillis()
              + " ms late (99th percentile): use fewer users or a lower rate");
    }
  }

  /** What was counted has to be there still. */
  public void countsKept(boolean kept) {
    if (!kept) {
      unmeasured(LoadStats.LOST);
    }
  }

  /**
   * Every user has to be there, or the load was not the one that was asked for.
   *
   * @param wanted by the plan, or at the end
   */
  public void usersConnected(LoadStats.Users users, int wanted) {
    if (users.connectedPeak() < wanted) {
      unmeasured(users.connectedPeak() + " of " + wanted + " users were connected");
    } else if (users.connected() < wanted) {
      unmeasured(users.connected() + " of " + wanted + " users were connected at the end");
    }
  }

  /** Once the load has come to rest, each delivery that is owed is made or accounted for. */
  public void booksClosed(LoadStats stats) {
    if (!stats.settled()) {
      unmeasured("The messages in flight at the end did not settle");
    }
    var messages = stats.messages();
    if (messages.pending() > 0) {
      unmeasured(
          Format.count(messages.pending(), "owed delivery was", "owed deliveries were")
              + " still pending at the end");
    }
    unaccounted(messages)
        .filter(missing -> missing > 0)
        .ifPresent(
            missing ->
                unmeasured(
                    "The simulator's accounts do not add up: "
                        + Format.count(missing, "owed delivery is", "owed deliveries are")
                        + " unaccounted for"));
  }

  /** The simulator says itself what is undelivered; its sums are not taken on trust. */
  private static Optional<Long> unaccounted(LoadStats.Messages messages) {
    return messages.owed() == null || messages.undelivered() == null || messages.abandoned() == null
        ? Optional.empty()
        : Optional.of(
            messages.owed()
                - messages.delivered()
                - messages.lost()
                - messages.abandoned()
                - messages.undelivered()
                - messages.pending());
  }

  /** Each fault of a run has a verdict, and its objections are the run's. */
  public void faultsJudged(List<Verdict> verdicts, int wanted) {
    if (verdicts.size() < wanted) {
      unmeasured(verdicts.size() + " of " + wanted + " kills could be judged");
    }
    for (var verdict : verdicts) {
      for (var reason : verdict.reasons()) {
        var words = verdict.fault().headline() + ": " + reason;
        if (verdict.result() == Verdict.Result.NO_VERDICT) {
          unmeasured(words);
        } else {
          failed(words);
        }
      }
    }
  }

  public Verdict.Result result() {
    if (!broken.isEmpty()) {
      return Verdict.Result.FAILED;
    }
    if (!unmeasured.isEmpty()) {
      return Verdict.Result.NO_VERDICT;
    }
    return failed.isEmpty() ? Verdict.Result.PASSED : Verdict.Result.FAILED;
  }

  /** A sentence each; what decides stands first. */
  public List<String> reasons() {
    return Stream.of(broken, unmeasured, failed).flatMap(List::stream).toList();
  }
}

package switchboard.console.fault;

import java.util.Map;
import java.util.Optional;
import switchboard.console.load.FailedRequests;
import switchboard.console.load.LoadStats;
import switchboard.console.text.Durations;
import switchboard.console.text.Format;
import switchboard.console.verdict.Figure;
import switchboard.console.verdict.Gate;
import switchboard.console.verdict.Judgement;
import switchboard.console.verdict.Objectives;
import switchboard.console.verdict.Population;
import switchboard.console.verdict.Result;
import switchboard.console.verdict.Timers;

/** Judges one fault from what was seen of it, and from nothing else. */
final class FaultJudge {
  private final FaultObservations seen;
  private final Fault fault;
  private final Objectives objectives;
  private final Judgement judgement = new Judgement();

  FaultJudge(FaultObservations seen, Objectives objectives) {
    this.seen = seen;
    this.fault = seen.fault();
    this.objectives = objectives;
  }

  /**
   * The verdict, without its ledger.
   *
   * @param queries what the queries among named objectives answered; empty when those that were
   *     named are judged of more than this fault
   */
  Verdict judge(Optional<Map<Figure.Query, Double>> queries) {
    var before = seen.before();
    var after = seen.after();
    var impact =
        before.isPresent() && after.isPresent()
            ? UserImpact.between(before.get(), after.get())
            : UserImpact.UNKNOWN;
    judgement.generator(seen.lateness(), objectives.latenessLimit());
    judgeProof();
    judgeUndoing();
    var kept = before.isEmpty() || after.isEmpty() || after.get().continues(before.get());
    judgement.countsKept(kept);
    if (kept) {
      judgement.nothingDropped(dropped(after) - dropped(before));
      impact.judge(judgement, objectives);
    }
    after
        .map(LoadStats::users)
        .ifPresent(users -> judgement.usersConnected(users, users.wanted(), users.wanted()));
    var deliveries = after.flatMap(this::judgeDeliveries);
    var results =
        new FaultObjectives(
                Optional.of(impact).filter(all -> kept && before.isPresent() && after.isPresent()),
                deliveries,
                seen.populations(),
                Verdict.recovery(fault, seen.recoveredAfter()),
                Verdict.unevenness(seen.balance()))
            .judge(objectives, queries, timers(), judgement);
    return new Verdict(
        seen, impact, failed(impact), deliveries, results, Ledger.EMPTY, judgement.conclude());
  }

  private Timers timers() {
    return new Timers(seen.lateness(), timersUntil(seen.after()) - timersUntil(seen.before()));
  }

  private static long timersUntil(Optional<LoadStats> figures) {
    return figures.map(LoadStats::timers).orElse(0L);
  }

  /** What shows that it acted: what was measured or, where nothing is, the platform's events. */
  private void judgeProof() {
    if (seen.proven().isPresent()) {
      judgement.held(Gate.FAULT_PROVEN, seen.proven().get().method());
    } else if (fault.provesItself()) {
      notSeenToAct();
    } else if (seen.detected().isPresent() || hasEnded()) {
      judgement.held(Gate.FAULT_PROVEN, "The platform reported it");
    } else {
      notSeenToAct();
    }
  }

  private void notSeenToAct() {
    judgement.notHeld(
        Gate.FAULT_PROVEN,
        Result.INVALID,
        "The fault was not seen to act on " + fault.target() + tooShort());
  }

  /** Whether it may have acted unseen, as the end of a sentence. */
  private String tooShort() {
    return fault
        .duration()
        .filter(lasts -> lasts.compareTo(fault.surelySeen()) < 0)
        .map(Durations::words)
        .map(lasts -> ", but " + lasts + " may be too short for that: choose ")
        .map(words -> words + Durations.words(fault.surelySeen()) + " or longer")
        .orElse("");
  }

  /** Of a fault whose action is all there is to see: a stop, new limits. */
  private boolean hasEnded() {
    return !fault.endsReady() && seen.recovery().isPresent();
  }

  private void judgeUndoing() {
    if (seen.recovery().isEmpty()) {
      judgement.notHeld(
          Gate.UNDO_PROVEN,
          Result.FAILED,
          fault.target()
              + " was not ready again within "
              + fault.recoveryTimeout().toSeconds()
              + " s");
    } else if (seen.undone().isPresent()) {
      judgement.held(Gate.UNDO_PROVEN, seen.undone().get().method());
    } else if (fault.provesItself()) {
      judgement.notHeld(
          Gate.UNDO_PROVEN,
          Result.FAILED,
          "Not restored: the effect on " + fault.target() + " was not seen to end");
    } else {
      judgement.held(Gate.UNDO_PROVEN, fault.recovered());
    }
  }

  /** Empty when there is nothing to judge them from. */
  private Optional<LatencyObjective.Judged> judgeDeliveries(LoadStats last) {
    return seen.settled()
        .filter(first -> objectives.isDefault(Objectives.DELIVERIES))
        .filter(last::continues)
        .map(
            first -> {
              var judged =
                  LatencyObjective.DEFAULT.judge(
                      Population.times(first.deliveryMillis(), last.deliveryMillis()),
                      "after the recovery");
              judged.judge(judgement);
              if (judged.known() && judged.count() == 0 && owed(first, last) > 0) {
                judgement.notHeld(
                    Gate.OBJECTIVES,
                    Result.FAILED,
                    "No message was delivered after the recovery, though "
                        + Format.count(owed(first, last), "delivery was", "deliveries were")
                        + " owed");
              }
              return judged;
            });
  }

  private static long owed(LoadStats from, LoadStats until) {
    return from.messages().owed() == null || until.messages().owed() == null
        ? 0
        : until.messages().owed() - from.messages().owed();
  }

  /** 0 where it is not known: then the failed requests say it. */
  private static long dropped(Optional<LoadStats> figures) {
    return figures.map(each -> each.requests().dropped()).orElse(0L);
  }

  private Optional<FailedRequests.Span> failed(UserImpact impact) {
    return impact.requestsFailed() > 0
        ? Optional.of(
            new FailedRequests.Span(
                impact.requestsFailed(),
                seen.before().orElseThrow().at(),
                seen.after().orElseThrow().at()))
        : Optional.empty();
  }
}

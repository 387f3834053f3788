package switchboard.console.session.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.fault.Fault;
import switchboard.console.fault.Verdict;
import switchboard.console.load.FailedRequests;
import switchboard.console.load.LoadPlan;
import switchboard.console.loadtest.LoadTestPlan;
import switchboard.console.loadtest.LoadTestResult;
import switchboard.console.metrics.alerts.Alert;
import switchboard.console.platform.Autoscaler;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.session.ledger.SpreadWatch.Spread;
import switchboard.console.text.Bounds;
import switchboard.console.text.Format;
import switchboard.console.verdict.Result;

/** One thing that was done or happened, for the timeline and as a mark on the charts. */
public sealed interface TimelineEvent {

  /** How much it matters, for its colour. */
  enum Severity {
    /** Launched, stopped, ready again. */
    GOOD,
    /** Scaled. */
    ACTION,
    /** Load or limits changed. */
    CHANGE,
    /** Killed, died, failed. */
    PROBLEM
  }

  Instant at();

  /** The system was launched with this number of replicas. */
  record Launched(Instant at, int replicas, Duration took) implements TimelineEvent {}

  /** The system could not be launched. */
  record LaunchFailed(Instant at, Failure failure) implements TimelineEvent {}

  /** The system was stopped. */
  record SystemStopped(Instant at, boolean dataDeleted) implements TimelineEvent {}

  /** The number of replicas was changed. */
  record ReplicasScaled(Instant at, int before, int after) implements TimelineEvent {}

  /** How users are spread after the number of replicas was changed. */
  record UsersFollowed(Instant at, Spread spread) implements TimelineEvent {}

  /** The number of simulators was changed. */
  record SimulatorsScaled(Instant at, int before, int after) implements TimelineEvent {}

  /** A replica was started that had been stopped. */
  record ReplicaStarted(Instant at, String name) implements TimelineEvent {}

  /** The engine chooses the number of replicas from now on or, when empty, the operator does. */
  record AutoscalerSet(Instant at, Optional<Autoscaler> autoscaler) implements TimelineEvent {}

  /** The desired load was changed. */
  record LoadChanged(Instant at, LoadPlan before, LoadPlan after) implements TimelineEvent {}

  /** A load test was started. */
  record LoadTestBegan(Instant at, LoadTestPlan plan) implements TimelineEvent {}

  /** A load test has ended, or could not be carried out. */
  record LoadTestEnded(Instant at, Outcome<LoadTestResult> outcome) implements TimelineEvent {}

  /** A trial of one load began, or has ended. */
  record Trial(Instant at, String text, Severity severity) implements TimelineEvent {}

  /** Simulators came or went otherwise than by this console, and the load was shared again. */
  record LoadShared(Instant at, int simulators) implements TimelineEvent {}

  /** A simulator started again, and what it had counted is lost. */
  record CountsLost(Instant at) implements TimelineEvent {}

  /** A fault was injected or observed. */
  record FaultBegan(Instant at, Fault fault) implements TimelineEvent {}

  /**
   * A replica is ready again after a fault.
   *
   * @param least how long it was not ready for at least, since the fault
   * @param most how long at most
   */
  record Recovered(Instant at, String name, Duration least, Duration most)
      implements TimelineEvent {}

  /** An alert of the system's Prometheus began to wait, began to fire, or ended. */
  record AlertChanged(Instant at, Alert alert, AlertChange change) implements TimelineEvent {}

  /** What an alert can have begun to do. */
  enum AlertChange {
    PENDING,
    FIRING,
    RESOLVED
  }

  /** A fault was judged, and did not pass. */
  record NotPassed(Instant at, Verdict verdict) implements TimelineEvent {}

  /** A frozen replica could not be unfrozen in time. */
  record UnfreezeFailed(Instant at, Failure failure) implements TimelineEvent {}

  /** A fault was undone before its time. */
  record FaultUndone(Instant at, Fault fault) implements TimelineEvent {}

  /** What a console that is gone had left is not there any more. */
  record Healed(Instant at, String sentence) implements TimelineEvent {}

  /** An instance did something that no fault explains. */
  record Noticed(PlatformEvent event) implements TimelineEvent {
    @Override
    public Instant at() {
      return event.at();
    }
  }

  /** The connection to the platform was lost, and why, or when empty is there again. */
  record ConnectionChanged(Instant at, Optional<String> problem) implements TimelineEvent {}

  /** What the operator did with the cluster's monitoring stack. */
  record StackChanged(Instant at, StackChange change) implements TimelineEvent {}

  /** What can be done with the cluster's monitoring stack. */
  enum StackChange {
    USED,
    LEFT,
    REMOVED
  }

  /** What was kept of an event of an earlier time. */
  record Kept(Instant at, String text, Severity severity) implements TimelineEvent {}

  /** What happened, short enough to stand on a chart: "killed backend-2". */
  default String text() {
    return switch (this) {
      case Launched it ->
          "launched " + Format.replicas(it.replicas) + " in " + Format.duration(it.took);
      case LaunchFailed it -> "launch: " + it.failure.happened();
      case SystemStopped it -> it.dataDeleted ? "stopped, messages deleted" : "stopped";
      case ReplicasScaled it -> "scaled " + it.before + " → " + it.after;
      case UsersFollowed it ->
          it.spread.even()
              ? "users evenly spread over "
                  + Format.replicas(it.spread.replicas())
                  + " within "
                  + Format.duration(it.spread.took())
              : "users not evenly spread after " + Format.duration(it.spread.took());
      case SimulatorsScaled it -> "simulators " + it.before + " → " + it.after;
      case ReplicaStarted it -> "started " + it.name;
      case AutoscalerSet it ->
          it.autoscaler.map(set -> "autoscaler: " + set.words()).orElse("autoscaler off");
      case LoadChanged it -> change(it.before, it.after);
      case LoadTestBegan it -> "load test: " + it.plan.shape().words();
      case LoadTestEnded it ->
          switch (it.outcome) {
            case Outcome.Done<LoadTestResult>(LoadTestResult found) ->
                "load test " + found.result().word() + ": " + found.figures();
            case Outcome.Failed<LoadTestResult>(Failure failure) -> failure.sentence();
          };
      case Trial it -> it.text;
      case LoadShared it ->
          it.simulators == 0
              ? "no simulator is left: there is no load"
              : "load shared by " + Format.simulators(it.simulators);
      case CountsLost it -> "a simulator's counts are lost: users' figures start again";
      case FaultBegan it -> it.fault.mark();
      case Recovered it -> it.name + " ready again after " + Bounds.elapsed(it.least, it.most);
      case AlertChanged it -> it.alert.title() + " " + it.change.name().toLowerCase(Locale.ROOT);
      case NotPassed(Instant at, Verdict verdict) ->
          "%s: %s · %s"
              .formatted(
                  verdict.fault().target(), verdict.result().word(), verdict.reasons().getFirst());
      case UnfreezeFailed it -> it.failure.sentence();
      case FaultUndone it -> "undone: " + it.fault.mark();
      case Healed it -> it.sentence;
      case Noticed it -> it.event.instance().name() + noticed(it.event);
      case ConnectionChanged it -> it.problem.orElse("reconnected");
      case Kept it -> it.text;
      case StackChanged it ->
          switch (it.change) {
            case USED -> "kube-prometheus-stack in use";
            case LEFT -> "kube-prometheus-stack no longer in use";
            case REMOVED -> "removed kube-prometheus-stack";
          };
    };
  }

  default Severity severity() {
    return switch (this) {
      case Launched it -> Severity.GOOD;
      case SystemStopped it -> Severity.GOOD;
      case Recovered it -> Severity.GOOD;
      case FaultUndone it -> Severity.GOOD;
      case Healed it -> Severity.GOOD;
      case UsersFollowed it -> it.spread.even() ? Severity.GOOD : Severity.PROBLEM;
      case AlertChanged it ->
          switch (it.change) {
            case PENDING -> Severity.CHANGE;
            case FIRING -> Severity.PROBLEM;
            case RESOLVED -> Severity.GOOD;
          };
      case ReplicasScaled it -> Severity.ACTION;
      case SimulatorsScaled it -> Severity.ACTION;
      case ReplicaStarted it -> Severity.ACTION;
      case AutoscalerSet it -> Severity.ACTION;
      case StackChanged it -> Severity.ACTION;
      case LoadShared it -> it.simulators == 0 ? Severity.PROBLEM : Severity.ACTION;
      case LoadChanged it -> Severity.CHANGE;
      case LoadTestBegan it -> Severity.CHANGE;
      case LoadTestEnded it ->
          switch (it.outcome.map(LoadTestResult::result).toOptional().orElse(Result.FAILED)) {
            case PASSED -> Severity.GOOD;
            case FAILED -> Severity.PROBLEM;
            case INCONCLUSIVE, INVALID, ABORTED -> Severity.CHANGE;
          };
      case Trial it -> it.severity;
      case FaultBegan it -> it.fault.isDestructive() ? Severity.PROBLEM : Severity.CHANGE;
      case ConnectionChanged it -> it.problem.isPresent() ? Severity.PROBLEM : Severity.GOOD;
      case LaunchFailed it -> Severity.PROBLEM;
      case CountsLost it -> Severity.PROBLEM;
      case NotPassed it -> Severity.PROBLEM;
      case UnfreezeFailed it -> Severity.PROBLEM;
      case Noticed it -> Severity.PROBLEM;
      case Kept it -> it.severity;
    };
  }

  /** The failed requests that it reports; empty when there are none. */
  default Optional<FailedRequests.Span> failed() {
    return this instanceof NotPassed(Instant at, Verdict verdict)
        ? verdict.failed()
        : Optional.empty();
  }

  /** "users 0 → 500", or the rate when only that changed. */
  private static String change(LoadPlan before, LoadPlan after) {
    if (before.users() != after.users()) {
      return "users " + before.users() + " → " + after.users();
    }
    return before.messagesPerUserPerMinute() == after.messagesPerUserPerMinute()
        ? "load changed"
        : after.messagesPerUserPerMinute() + " messages per user/min";
  }

  private static String noticed(PlatformEvent event) {
    return switch (event) {
      case PlatformEvent.Died died -> " died: " + died.exit().reason();
      case PlatformEvent.Ready ready -> " is ready";
      case PlatformEvent.NotReady notReady -> " does not respond";
      case PlatformEvent.Paused paused -> " frozen outside the console";
      case PlatformEvent.Stopped stopped -> " stopped outside the console";
      case PlatformEvent.Removed removed -> " removed";
      case PlatformEvent.Noted noted -> ": " + noted.words();
    };
  }
}

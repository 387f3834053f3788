package switchboard.console.session;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import switchboard.console.Outcome;
import switchboard.console.fault.Fault;
import switchboard.console.intent.OpenIntents;
import switchboard.console.platform.Autoscaler;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;
import switchboard.console.platform.Platform;
import switchboard.console.platform.Remedy;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.capability.Limiting;
import switchboard.console.platform.capability.ReplicaAutoscaling;
import switchboard.console.platform.capability.ReplicaLifecycle;
import switchboard.console.session.ledger.SpreadWatch;
import switchboard.console.session.metrics.MetricQueries;
import switchboard.console.session.timeline.Timeline;
import switchboard.console.session.timeline.TimelineEvent;

/**
 * Changes how many replicas there are and what each may use, and watches whether the users follow.
 * Any thread may call, but that of a listener.
 */
public final class Replicas {
  private final Platform platform;
  private final InstantSource clock;
  private final FaultInjection injection;
  private final OpenIntents intents;
  private final MetricQueries figures;
  private final Timeline timeline;
  private final SpreadWatch spread = new SpreadWatch();

  Replicas(
      Platform platform,
      InstantSource clock,
      FaultInjection injection,
      OpenIntents intents,
      MetricQueries figures,
      Timeline timeline) {
    this.platform = platform;
    this.clock = clock;
    this.injection = injection;
    this.intents = intents;
    this.figures = figures;
    this.timeline = timeline;
  }

  public Outcome<SystemState> scale(int replicas, Consumer<Step> progress) {
    var before = platform.state().backends().size();
    var begun = clock.instant();
    if (before == replicas) {
      return Outcome.done(platform.state());
    }
    var outcome = platform.scale(replicas, progress);
    if (outcome instanceof Outcome.Done<SystemState>) {
      timeline.add(new TimelineEvent.ReplicasScaled(begun, before, replicas));
      spread.begin(clock.instant(), replicas);
    }
    return outcome;
  }

  /** Starts a replica that was stopped. */
  public Outcome<Instance> start(String target) {
    var outcome =
        platform.using(ReplicaLifecycle.class, "Starting " + target, it -> it.startReplica(target));
    if (outcome instanceof Outcome.Done<Instance>) {
      intents.over(target, new Remedy.Start());
      timeline.add(new TimelineEvent.ReplicaStarted(clock.instant(), target));
      spread.begin(clock.instant(), (int) platform.state().readyBackends());
    }
    return outcome;
  }

  /** Limits every replica; the verdict comes in a later snapshot. */
  public Outcome<SystemState> limit(Limits limits, Consumer<Step> progress) {
    return injection.during(
        new Fault.Limit(limits),
        run ->
            injection.recovering(
                run,
                platform.using(
                    Limiting.class, "Limiting replicas", it -> it.limit(limits, progress))));
  }

  /** Lets the engine choose the number of replicas or, when empty, the operator again. */
  public Outcome<Optional<Autoscaler>> autoscale(Optional<Autoscaler> wanted) {
    var outcome =
        platform.using(
            ReplicaAutoscaling.class, "Setting the autoscaler", it -> it.autoscale(wanted));
    if (outcome instanceof Outcome.Done<Optional<Autoscaler>>) {
      timeline.add(new TimelineEvent.AutoscalerSet(clock.instant(), wanted));
    }
    return outcome;
  }

  /**
   * The autoscaler that sets the number of replicas; empty when the operator does. Never blocks.
   */
  public Optional<Autoscaler> autoscaler() {
    return platform.capability(ReplicaAutoscaling.class).flatMap(ReplicaAutoscaling::autoscaler);
  }

  /** Looks how users are spread after a change, unless that is known. */
  void lookAtSpread() {
    if (spread.isWatching()) {
      spread
          .look(clock.instant(), figures.connections())
          .ifPresent(seen -> timeline.add(new TimelineEvent.UsersFollowed(clock.instant(), seen)));
    }
  }

  /** Nothing runs any more. */
  void ended() {
    spread.end();
  }
}

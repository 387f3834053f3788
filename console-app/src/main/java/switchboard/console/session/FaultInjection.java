package switchboard.console.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.fault.Evidence;
import switchboard.console.fault.Fault;
import switchboard.console.fault.FaultRun;
import switchboard.console.fault.Injector;
import switchboard.console.fault.kind.InjectedFault;
import switchboard.console.intent.OpenIntents;
import switchboard.console.platform.BackendFault;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Platform;
import switchboard.console.platform.capability.BackendFaults;
import switchboard.console.platform.capability.ReplicaLifecycle;
import switchboard.console.session.timeline.Timeline;
import switchboard.console.session.timeline.TimelineEvent;

/**
 * Injects faults, and keeps account of their beginning and end. Any thread may call, but that of a
 * listener.
 */
public final class FaultInjection {
  /** Users' figures from before a fault may be older rather than hold the fault up. */
  private static final Duration BEFORE_A_FAULT = Duration.ofMillis(200);

  private final Platform platform;
  private final Clock clock;
  private final Load load;
  private final Faults faults;
  private final Freezes freezes;
  private final OpenIntents intents;
  private final Undoing undoing;
  private final ProofWatch proofs;
  private final Timeline timeline;

  FaultInjection(
      Platform platform,
      Clock clock,
      Load load,
      Faults faults,
      Freezes freezes,
      OpenIntents intents,
      Undoing undoing,
      ProofWatch proofs,
      Timeline timeline) {
    this.platform = platform;
    this.clock = clock;
    this.load = load;
    this.faults = faults;
    this.freezes = freezes;
    this.intents = intents;
    this.undoing = undoing;
    this.proofs = proofs;
    this.timeline = timeline;
  }

  /** Injects a fault; the verdict comes in a later snapshot. */
  public Outcome<Instance> inject(InjectedFault fault) {
    var here = fault.where(kind -> platform.capability(kind).isPresent());
    return intents.holding(
        here,
        () ->
            during(
                here,
                run -> {
                  var outcome = here.inject(new Tracked(run));
                  if (outcome instanceof Outcome.Done<Instance>) {
                    proofs.begin(run, here);
                  }
                  return outcome;
                }),
        remedy -> undoing.apply(remedy, here.target()));
  }

  /** Why faults together would leave no ready replica for users; empty when one stays. */
  public Optional<Failure> outage(List<InjectedFault> together) {
    return OutageGuard.refusal(platform.state(), together);
  }

  /** Does something and tracks its verdict. What could not be done has none. */
  <T> Outcome<T> during(Fault fault, Function<FaultRun, Outcome<T>> action) {
    var before = load.figuresWithin(BEFORE_A_FAULT);
    var at = clock.instant();
    var run = faults.begin(fault, at, before);
    var outcome = action.apply(run);
    faults.injected(run, clock.instant());
    switch (outcome) {
      case Outcome.Done<T> happened -> timeline.add(new TimelineEvent.FaultBegan(at, fault));
      case Outcome.Failed<T> failed -> faults.abandon(run);
    }
    return outcome;
  }

  /** The end of the action ends its fault, and starts the observation window. */
  <T> Outcome<T> recovering(FaultRun run, Outcome<T> outcome) {
    faults.recovered(run, clock.instant());
    return outcome;
  }

  /** Asks the replicas whose faults should be over whether they are. */
  void lookForEnds(Instant now) {
    for (var run : faults.ending(now)) {
      var asked = clock.instant();
      platform
          .capability(BackendFaults.class)
          .map(it -> it.active(run.fault().target()))
          .flatMap(Outcome<Set<String>>::toOptional)
          .ifPresent(kinds -> lookForEnd(run, kinds, asked));
    }
  }

  private void lookForEnd(FaultRun run, Set<String> active, Instant asked) {
    if (active.contains(run.fault().backendFault().orElseThrow().kind())) {
      faults.stillActive(run, asked);
    } else {
      faults.recovered(
          run,
          Evidence.between(run.activeUntil(), clock.instant(), "the replica's list of faults"));
      intents.over(run.fault());
    }
  }

  /** Notes in a fault what only its action shows. */
  private final class Tracked implements Injector {
    private final FaultRun run;

    Tracked(FaultRun run) {
      this.run = run;
    }

    @Override
    public Outcome<Instance> kill(String replica) {
      return platform.kill(replica);
    }

    @Override
    public Outcome<Instance> stop(String replica) {
      return recovering(
          run,
          platform.using(
              ReplicaLifecycle.class, "Stopping " + replica, it -> it.stopReplica(replica)));
    }

    @Override
    public Outcome<Instance> freeze(String replica, Duration lasts) {
      var outcome = freezes.freeze(replica, lasts);
      var before = outcome.toOptional().map(Instance::state);
      if (before.equals(Optional.of(Instance.State.PAUSED))) {
        faults.prolonged(run, clock.instant());
      }
      return outcome;
    }

    @Override
    public Outcome<Instance> begin(String replica, BackendFault fault) {
      var outcome =
          platform.using(
              BackendFaults.class,
              "Injecting a fault into " + replica,
              it -> it.begin(replica, fault));
      if (outcome instanceof Outcome.Done<Instance> && fault.lasts().isPresent()) {
        faults.prolonged(run, clock.instant());
      }
      return outcome;
    }
  }
}

package switchboard.console.session;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.fault.Fault;
import switchboard.console.fault.kind.InjectedFault;
import switchboard.console.intent.HealReport;
import switchboard.console.intent.OpenIntents;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Platform;
import switchboard.console.platform.Remedy;
import switchboard.console.platform.capability.BackendFaults;
import switchboard.console.platform.capability.ReplicaLifecycle;
import switchboard.console.session.timeline.Timeline;
import switchboard.console.session.timeline.TimelineEvent;

/**
 * Undoes this console's faults before their time; their verdicts go on. Any thread may call, but
 * that of a listener.
 */
public final class Undoing {
  private final Platform platform;
  private final InstantSource clock;
  private final OpenIntents intents;
  private final Freezes freezes;
  private final Faults faults;
  private final Timeline timeline;

  Undoing(
      Platform platform,
      InstantSource clock,
      OpenIntents intents,
      Freezes freezes,
      Faults faults,
      Timeline timeline) {
    this.platform = platform;
    this.clock = clock;
    this.intents = intents;
    this.freezes = freezes;
    this.faults = faults;
    this.timeline = timeline;
  }

  /** The faults that this session has injected and that can be undone now. Never blocks. */
  public List<InjectedFault> undoable() {
    return intents.faults();
  }

  /** Undoes one of {@link #undoable} before its time; its verdict comes all the same. */
  public Outcome<Instance> undo(Fault fault) {
    var remedy = fault.remedy();
    if (remedy.isEmpty() || !intents.faults().contains(fault)) {
      return Outcome.failed(
          new Failure(
              "Undoing: " + fault.mark(),
              remedy.isEmpty() ? "nothing undoes it" : "it is over",
              "There is nothing to do."));
    }
    var outcome = apply(remedy.get(), fault.target());
    if (outcome instanceof Outcome.Done<Instance>) {
      intents.over(fault);
      if (remedy.get() instanceof Remedy.End) {
        faults.ended(fault, clock.instant());
      }
      timeline.add(new TimelineEvent.FaultUndone(clock.instant(), fault));
    }
    return outcome;
  }

  /** What a remedy names, of a fault that may not have been injected. */
  Outcome<Instance> apply(Remedy remedy, String target) {
    return switch (remedy) {
      case Remedy.Unfreeze unfreeze -> freezes.unfreeze(target);
      case Remedy.Start start ->
          platform.using(
              ReplicaLifecycle.class, "Starting " + target, it -> it.startReplica(target));
      case Remedy.End(String kind) ->
          platform.using(
              BackendFaults.class, "Ending a fault of " + target, it -> it.end(target, kind));
    };
  }

  /** Unfreezes a replica, whoever froze it. */
  public Outcome<Instance> unfreeze(String target) {
    return freezes.unfreeze(target);
  }

  /** What consoles that are gone had left was undone; see {@link Sessions#heal}. */
  public void healed(HealReport report) {
    report.healed().forEach(each -> timeline.add(new TimelineEvent.Healed(clock.instant(), each)));
  }

  /**
   * Undoes every one of {@link #undoable} at once. One that cannot be undone keeps no other from
   * it.
   *
   * @return those that were undone
   */
  public Outcome<List<InjectedFault>> undoAll() {
    var undone = new ArrayList<InjectedFault>();
    var failures = new ArrayList<Failure>();
    // Together: an instance that does not answer must not keep the others waiting.
    try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new LinkedHashMap<InjectedFault, Future<Outcome<Instance>>>();
      intents.faults().forEach(fault -> tasks.put(fault, each.submit(() -> undo(fault))));
      for (var task : tasks.entrySet()) {
        switch (task.getValue().get()) {
          case Outcome.Done<Instance> done -> undone.add(task.getKey());
          case Outcome.Failed<Instance>(Failure failure) -> {
            // It may have ended by itself meanwhile.
            if (intents.faults().contains(task.getKey())) {
              failures.add(failure);
            }
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failures.add(new Failure("Undoing all faults", "it was cancelled", "Try again."));
    } catch (ExecutionException e) {
      failures.add(
          new Failure("Undoing all faults", "unexpected error: " + e.getCause(), "Try again."));
    }
    return failures.isEmpty() ? Outcome.done(undone) : Outcome.failed(together(failures));
  }

  private static Failure together(List<Failure> failures) {
    return failures.size() == 1
        ? failures.getFirst()
        : new Failure(
            "Undoing " + failures.size() + " faults",
            String.join("; ", failures.stream().map(Failure::happened).distinct().toList()),
            failures.getFirst().next(),
            String.join("\n", failures.stream().map(Failure::sentence).toList()));
  }
}

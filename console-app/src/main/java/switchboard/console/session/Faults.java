package switchboard.console.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import switchboard.console.fault.Evidence;
import switchboard.console.fault.Fault;
import switchboard.console.fault.FaultRun;
import switchboard.console.fault.PendingVerdict;
import switchboard.console.fault.Verdict;
import switchboard.console.load.LoadStats;
import switchboard.console.platform.BackendFault;
import switchboard.console.platform.PlatformEvent;

/**
 * The faults under judgement and the newest {@value #MAX_VERDICTS} verdicts. A crash that no kill
 * of this console explains becomes a fault of its own. Any thread may call.
 */
final class Faults {
  static final int MAX_VERDICTS = 100;

  private final List<FaultRun> open = new ArrayList<>();
  private final List<Verdict> verdicts = new ArrayList<>();

  /** To be called before the fault is done, so that its effects find it. */
  synchronized FaultRun begin(Fault fault, Instant at, Optional<LoadStats> before) {
    var run = new FaultRun(fault, at, before);
    open.add(run);
    return run;
  }

  /** The fault was not injected, or its target was removed. */
  synchronized void abandon(FaultRun run) {
    open.remove(run);
  }

  /**
   * Takes note of a death.
   *
   * @param before the users' figures before it, for a crash that this console did not cause
   * @return the fault that begins with it, unless it belongs to one that was begun
   */
  synchronized Optional<FaultRun> died(PlatformEvent.Died event, Optional<LoadStats> before) {
    var begun = begunBy(event).stream().filter(run -> run.detected().isEmpty()).findFirst();
    if (begun.isPresent()) {
      begun.get().detected(event.at());
      begun.get().proven(since(begun.get().at(), event.at(), exit(event)));
      return Optional.empty();
    }
    var crash = new Fault.Crash(event.instance().name(), event.exit());
    var run = begin(crash, event.at(), before);
    run.detected(event.at());
    run.proven(new Evidence(event.at(), event.at(), exit(event)));
    return Optional.of(run);
  }

  private static String exit(PlatformEvent.Died event) {
    return "exit seen: " + event.exit().reason();
  }

  /** Clocks may differ: nothing is seen before it began. */
  private static Evidence since(Instant began, Instant seen, String method) {
    return new Evidence(began, seen.isBefore(began) ? began : seen, method);
  }

  /**
   * Takes note that an instance is frozen.
   *
   * @return whether a fault that was injected explains it
   */
  synchronized boolean paused(PlatformEvent.Paused event) {
    var begun = begunBy(event);
    begun.forEach(run -> run.detected(event.at()));
    return !begun.isEmpty();
  }

  /** Whether a fault that was injected explains that an instance was stopped. */
  synchronized boolean stopped(PlatformEvent.Stopped event) {
    var begun = begunBy(event);
    begun.forEach(
        run -> run.proven(since(run.at(), event.at(), "the platform saw its process end")));
    return !begun.isEmpty();
  }

  private List<FaultRun> begunBy(PlatformEvent event) {
    return open.stream().filter(run -> run.fault().beginsWith(event)).toList();
  }

  /** The fault found its target as it would have left it, and replaces the one of its kind. */
  synchronized void prolonged(FaultRun again, Instant at) {
    var fault = again.fault();
    open.removeIf(
        run ->
            run != again
                && run.recovered().isEmpty()
                && run.fault().kind().equals(fault.kind())
                && run.fault().target().equals(fault.target()));
    again.detected(at);
  }

  /** What injects a fault has returned. */
  synchronized void injected(FaultRun run, Instant returned) {
    run.injected(returned);
  }

  /** Its target still says that a fault is active. */
  synchronized void stillActive(FaultRun run, Instant asked) {
    run.stillActive(asked);
  }

  /** It is seen that a fault is over. */
  synchronized void recovered(FaultRun run, Evidence evidence) {
    run.recovered(evidence);
  }

  /** The action itself has ended, and its fault with it. */
  synchronized void recovered(FaultRun run, Instant at) {
    run.recovered(at);
  }

  /** A fault of a replica itself was ended before its time. */
  synchronized void ended(Fault fault, Instant at) {
    open.stream().filter(run -> run.fault().equals(fault)).forEach(run -> run.recovered(at));
  }

  /**
   * Takes note that an instance is ready.
   *
   * @return the faults it has recovered from with that
   */
  synchronized List<FaultRun> ready(PlatformEvent.Ready event) {
    var recovering =
        open.stream()
            .filter(run -> run.fault().isOf(event) && run.fault().endsReady())
            .filter(run -> run.detected().isPresent() && run.recovered().isEmpty())
            .toList();
    for (var run : recovering) {
      var ready = Evidence.between(event.notBefore(), event.at(), "readiness probes");
      run.recovered(ready);
      if (!run.fault().provesItself()) {
        run.undone(ready);
      }
    }
    return recovering;
  }

  /** What shows that a fault acted. */
  synchronized void proven(FaultRun run, Evidence evidence) {
    run.proven(evidence);
  }

  /** What shows that its target is as it was before. */
  synchronized void undone(FaultRun run, Evidence evidence) {
    run.undone(evidence);
  }

  /** Those whose time is over and whose end has not been seen, by what the replica says. */
  synchronized List<FaultRun> ending(Instant now) {
    return open.stream()
        .filter(run -> run.recovered().isEmpty())
        .filter(
            run ->
                run.fault()
                    .backendFault()
                    .flatMap(BackendFault::lasts)
                    .filter(lasts -> !now.isBefore(run.at().plus(lasts)))
                    .isPresent())
        .toList();
  }

  /** Whether its verdict is not out yet. */
  synchronized boolean isOpen(FaultRun run) {
    return open.contains(run);
  }

  synchronized void removed(PlatformEvent.Removed event) {
    open.removeIf(run -> run.fault().target().equals(event.instance().name()));
  }

  synchronized void observe(LoadStats figures, Instant asked, Instant answered) {
    open.forEach(run -> run.observe(figures, asked, answered));
  }

  /** Those of which enough was seen to judge them. */
  synchronized List<FaultRun> over(Instant now) {
    return open.stream().filter(run -> run.isOver(now)).toList();
  }

  synchronized void close(FaultRun run, Verdict verdict) {
    open.remove(run);
    if (verdicts.size() == MAX_VERDICTS) {
      verdicts.removeFirst();
    }
    verdicts.add(verdict);
  }

  synchronized List<PendingVerdict> judging() {
    return open.stream().map(FaultRun::pending).toList();
  }

  /** In the order in which they were given. */
  synchronized List<Verdict> verdicts() {
    return List.copyOf(verdicts);
  }

  synchronized void clear() {
    open.clear();
    verdicts.clear();
  }
}

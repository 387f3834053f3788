package switchboard.console.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.fault.Evidence;
import switchboard.console.fault.Fault;
import switchboard.console.fault.FaultRun;
import switchboard.console.fault.kind.InjectedFault;
import switchboard.console.fault.proof.Proof;
import switchboard.console.fault.proof.Vitals;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Platform;
import switchboard.console.platform.ResourceReading;
import switchboard.console.platform.capability.BackendFaults;

/**
 * Looks at replicas for what shows that faults act on them, and that faults are over. Any thread
 * may call.
 */
final class ProofWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ProofWatch.class);

  /** How often replicas are looked at while there is nothing to prove, for the baseline of it. */
  private static final Duration BASELINE_INTERVAL = Duration.ofSeconds(5);

  /** How often they are looked at while there is something to prove. */
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** How far a baseline goes back. */
  private static final Duration BASELINE = Duration.ofSeconds(30);

  private final Platform platform;
  private final Clock clock;
  private final Faults faults;
  private final List<Open> open = new CopyOnWriteArrayList<>();

  /** What was seen of each replica lately, the oldest first. */
  private final Map<String, List<Vitals>> lately = new ConcurrentHashMap<>();

  private Instant lastLook = Instant.MIN;

  /**
   * A fault whose proof is not complete.
   *
   * @param since when it had been injected
   */
  private record Open(FaultRun run, Proof proof, boolean fromOutside, Instant since) {
    boolean isShort() {
      return lasts().compareTo(Fault.SURELY_SEEN) < 0;
    }

    Instant ends() {
      return since.plus(lasts());
    }

    private Duration lasts() {
      return run.fault().duration().orElse(Fault.SURELY_SEEN);
    }
  }

  ProofWatch(Platform platform, Clock clock, Faults faults) {
    this.platform = platform;
    this.clock = clock;
    this.faults = faults;
  }

  /** A fault has just been injected. */
  void begin(FaultRun run, InjectedFault fault) {
    fault
        .symptom()
        .ifPresent(
            symptom -> {
              var listedAs = fault.backendFault().map(asked -> asked.kind());
              var before =
                  lately.getOrDefault(fault.target(), List.of()).stream()
                      .filter(each -> !each.answered().isAfter(run.at()))
                      .toList();
              var now = clock.instant();
              var injected = new Evidence(run.at(), now, "the injection");
              var proof = new Proof(fault.target(), symptom, listedAs, injected, before);
              open.add(new Open(run, proof, listedAs.isEmpty(), now));
            });
  }

  /** Looks when it is time to. Blocks until all have answered, or have not for too long. */
  synchronized void look() {
    open.removeIf(each -> !faults.isOpen(each.run()));
    if (clock.instant().isBefore(nextLook())) {
      return;
    }
    var seen = read();
    lastLook = clock.instant();
    for (var each : open) {
      each.proof().look(seen);
      each.proof().proven().ifPresent(evidence -> proven(each.run(), evidence));
      each.proof().undone().ifPresent(evidence -> undone(each.run(), evidence));
    }
    seen.forEach(this::remember);
    lately.keySet().retainAll(seen.keySet());
  }

  private Instant nextLook() {
    if (open.isEmpty()) {
      return lastLook.plus(BASELINE_INTERVAL);
    }
    // It may be over before the interval is: then each call is a look.
    var soonOver = open.stream().anyMatch(each -> each.isShort() && lastLook.isBefore(each.ends()));
    return soonOver ? Instant.MIN : lastLook.plus(INTERVAL);
  }

  private void proven(FaultRun run, Evidence evidence) {
    if (run.proven().isEmpty()) {
      LOG.debug("{}: proven, {}", run.fault().headline(), evidence);
    }
    faults.proven(run, evidence);
  }

  private void undone(FaultRun run, Evidence evidence) {
    if (run.undone().isEmpty()) {
      LOG.debug("{}: undone, {}", run.fault().headline(), evidence);
    }
    faults.undone(run, evidence);
  }

  private void remember(String name, Vitals now) {
    var kept = new ArrayList<>(lately.getOrDefault(name, List.of()));
    kept.removeIf(each -> each.answered().isBefore(now.answered().minus(BASELINE)));
    if (now.answers()) {
      kept.add(now);
    }
    lately.put(name, List.copyOf(kept));
  }

  /** Of every replica, and of other components that are a target. */
  private Map<String, Vitals> read() {
    var targets = open.stream().map(each -> each.run().fault().target()).toList();
    var system = platform.state();
    var watched =
        Stream.concat(
                system.backends().stream(),
                targets.stream().flatMap(name -> system.instance(name).stream()))
            .distinct()
            .toList();
    var asked = clock.instant();
    Map<String, ResourceReading> consumed =
        open.stream().anyMatch(Open::fromOutside) ? platform.consumption() : Map.of();
    var seen = new ConcurrentHashMap<String, Vitals>();
    try (var asking = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : watched) {
        asking.execute(() -> seen.put(each.name(), vitals(each, asked, consumed)));
      }
    }
    return new LinkedHashMap<>(seen);
  }

  private Vitals vitals(Instance instance, Instant asked, Map<String, ResourceReading> consumed) {
    var cpuTime = Optional.ofNullable(consumed.get(instance.name())).map(ResourceReading::cpuTime);
    return platform
        .capability(BackendFaults.class)
        // A frozen one cannot answer, and waiting for it would leave less time to look.
        .filter(able -> instance.state() != Instance.State.PAUSED)
        .flatMap(it -> it.report(instance.name()).toOptional())
        .map(report -> ReportedVitals.of(instance, report, cpuTime))
        .orElseGet(
            () ->
                new Vitals(
                    asked,
                    clock.instant(),
                    instance.state(),
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    cpuTime));
  }
}

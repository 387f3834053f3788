package switchboard.console.session.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import switchboard.console.Outcome;
import switchboard.console.RemoteClock;
import switchboard.console.fault.Evidence;
import switchboard.console.fault.Fault;
import switchboard.console.fault.FaultRun;
import switchboard.console.fault.Ledger;
import switchboard.console.fault.LedgerEntry;
import switchboard.console.fault.Milestone;
import switchboard.console.fault.Verdict;
import switchboard.console.load.FailedRequest;
import switchboard.console.load.FailedRequests;
import switchboard.console.load.LoadStats;
import switchboard.console.platform.GatewayEvent;
import switchboard.console.platform.Platform;
import switchboard.console.platform.capability.GatewayEvents;
import switchboard.console.text.Format;

/** Writes the detection ledger of a fault that is judged. Blocks while it asks those who know. */
public final class LedgerWriter {
  private static final String NOT_SAID = "this gateway does not say when";

  /** A replica that leaves the engine's DNS is out as well, and that is in no log. */
  private static final String NOT_LOGGED = "the gateway's log does not say so";

  private static final String NOT_MEASURED = "nothing was measured";

  private final Platform platform;
  private final Clock clock;
  private final Supplier<Outcome<LoadStats>> stats;
  private final Supplier<Outcome<FailedRequests>> failures;
  private final Supplier<Optional<MetricEvidence>> metrics;

  /**
   * @param stats the users' figures, asked for now
   * @param failures which of the users' requests have failed, asked for now
   * @param metrics of the system that runs, if one does
   */
  public LedgerWriter(
      Platform platform,
      Clock clock,
      Supplier<Outcome<LoadStats>> stats,
      Supplier<Outcome<FailedRequests>> failures,
      Supplier<Optional<MetricEvidence>> metrics) {
    this.platform = platform;
    this.clock = clock;
    this.stats = stats;
    this.failures = failures;
    this.metrics = metrics;
  }

  /** All that is known by now. */
  public Ledger write(FaultRun run, Verdict verdict) {
    var measured = metrics.get();
    var entries = new ArrayList<LedgerEntry>();
    entries.add(
        LedgerEntry.of(Milestone.INJECTED, run.injected(), "this console did not inject it"));
    entries.add(LedgerEntry.of(Milestone.PROVEN, proven(run), "nothing shows that it acted"));
    entries.add(firstFailed(run, verdict));
    entries.add(firstSlow(run));
    var gateways = gateways(run, measured);
    entries.add(gateways.out());
    entries.addAll(detected(run, measured));
    entries.add(newProcess(run, measured));
    entries.add(ready(run));
    entries.add(gateways.in());
    entries.add(
        measured
            .map(each -> each.p99Back(run.at(), now()))
            .orElseGet(() -> LedgerEntry.absent(Milestone.P99_BACK, NOT_MEASURED)));
    entries.add(
        measured
            .map(each -> each.usersEven(run.at(), now()))
            .orElseGet(() -> LedgerEntry.absent(Milestone.USERS_EVEN, NOT_MEASURED)));
    entries.add(LedgerEntry.of(Milestone.UNDONE, undone(run), "nothing shows that it is undone"));
    return new Ledger(entries, run.recovery());
  }

  private Instant now() {
    return clock.instant();
  }

  /** Without better evidence, what the engine reported. */
  private static Optional<Evidence> proven(FaultRun run) {
    return run.proven()
        .or(() -> run.detected().map(seen -> Evidence.between(run.at(), seen, "engine's report")));
  }

  /** Without better evidence, that it has recovered, of one that ends by itself. */
  private static Optional<Evidence> undone(FaultRun run) {
    var ends = run.fault().endsReady() || run.fault().backendFault().isPresent();
    return run.undone().or(() -> run.recovery().filter(seen -> ends));
  }

  private LedgerEntry firstFailed(FaultRun run, Verdict verdict) {
    return LedgerEntry.of(
        Milestone.FIRST_FAILED,
        verdict.failed().flatMap(this::first).or(run::firstFailed),
        "none failed");
  }

  /** By the simulator's own time; empty when it has not kept the request. */
  private Optional<Evidence> first(FailedRequests.Span span) {
    var asked = now();
    var told = stats.get().toOptional();
    var answered = now();
    return told.flatMap(
        figures ->
            failures
                .get()
                .toOptional()
                .flatMap(all -> all.of(span).failures().stream().findFirst())
                .map(first -> evidence(new RemoteClock(asked, figures.at(), answered), first)));
  }

  private static Evidence evidence(RemoteClock simulator, FailedRequest first) {
    return new Evidence(
        simulator.notBefore(first.at()),
        simulator.notAfter(first.at()),
        "simulator's clock: " + first.method() + " " + first.route() + ", " + first.error());
  }

  private static LedgerEntry firstSlow(FaultRun run) {
    return LedgerEntry.of(
        Milestone.FIRST_SLOW,
        run.firstSlow(),
        run.slowFrom()
            .map(limit -> "none took over " + Format.duration(limit))
            .orElse("it is not known how long requests took before"));
  }

  /** Both lines of the gateway. */
  private record Gateway(LedgerEntry out, LedgerEntry in) {
    static Gateway absent(String why) {
      return new Gateway(
          LedgerEntry.absent(Milestone.TAKEN_OUT, why),
          LedgerEntry.absent(Milestone.TAKEN_IN, why));
    }
  }

  private Gateway gateways(FaultRun run, Optional<MetricEvidence> measured) {
    var asked = platform.capability(GatewayEvents.class);
    if (asked.isEmpty()) {
      return Gateway.absent(NOT_SAID);
    }
    return switch (asked.get().gatewayEvents(run.at())) {
      case Outcome.Done<List<GatewayEvent>>(List<GatewayEvent> events) -> {
        var evidence = new GatewayEvidence(events, run.fault().target(), run.at());
        var lasts = asked.get().leavesOutFor();
        yield lasts.isEmpty()
            ? new Gateway(evidence.takenOut(GatewayEvidence.NEVER), evidence.takenIn())
            : new Gateway(
                evidence.takenOut(NOT_LOGGED),
                takenIn(run, measured, evidence.leftOut(lasts.get())));
      }
      case Outcome.Failed<List<GatewayEvent>>(var failure) -> Gateway.absent(failure.happened());
    };
  }

  /** By what reaches the replica: such a gateway does not say when it takes one in. */
  private LedgerEntry takenIn(
      FaultRun run, Optional<MetricEvidence> measured, Optional<Evidence> leftOut) {
    return measured
        .map(each -> each.takenIn(run.fault().target(), run.at(), leftOut, now()))
        .orElseGet(() -> LedgerEntry.absent(Milestone.TAKEN_IN, NOT_MEASURED));
  }

  private List<LedgerEntry> detected(FaultRun run, Optional<MetricEvidence> measured) {
    var seen = new ArrayList<LedgerEntry>();
    var target = run.fault().target();
    var instance = Optional.of(target).filter(name -> !name.equals(Fault.ALL));
    seen.add(
        measured
            .map(each -> each.scrapeFailed(target, run.at(), now()))
            .orElseGet(() -> LedgerEntry.absent(Milestone.SCRAPE_FAILED, NOT_MEASURED)));
    seen.addAll(
        measured
            .map(each -> each.alerts(instance, run.at(), now()))
            .orElseGet(() -> AlertEvidence.absent(NOT_MEASURED)));
    return seen;
  }

  private LedgerEntry newProcess(FaultRun run, Optional<MetricEvidence> measured) {
    return measured
        .map(
            each ->
                each.newProcess(
                    run.fault().target(), run.at(), run.detected().orElse(run.at()), now()))
        .orElseGet(() -> LedgerEntry.absent(Milestone.NEW_PROCESS, NOT_MEASURED));
  }

  private LedgerEntry ready(FaultRun run) {
    return run.fault().endsReady()
        ? LedgerEntry.of(Milestone.READY, run.recovery(), "not by " + Format.clock(now()))
        : LedgerEntry.absent(Milestone.READY, "it does not end with a replica that becomes ready");
  }
}

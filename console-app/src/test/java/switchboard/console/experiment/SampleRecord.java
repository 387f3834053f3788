package switchboard.console.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import switchboard.console.experiment.probe.Claim;
import switchboard.console.experiment.probe.ProbeResult;
import switchboard.console.experiment.schedule.Schedule;
import switchboard.console.experiment.schedule.ScheduledFault;
import switchboard.console.experiment.schedule.Timing;
import switchboard.console.fault.Evidence;
import switchboard.console.fault.FaultRun;
import switchboard.console.fault.Ledger;
import switchboard.console.fault.LedgerEntry;
import switchboard.console.fault.Milestone;
import switchboard.console.fault.Verdict;
import switchboard.console.fault.kind.Kill;
import switchboard.console.load.FailedRequest;
import switchboard.console.load.FailedRequests;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.SampleStats;
import switchboard.console.metrics.panel.Line;
import switchboard.console.metrics.panel.Panel;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.metrics.panel.PanelStatus;
import switchboard.console.metrics.panel.Panels;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.session.metrics.Usage;
import switchboard.console.session.timeline.TimelineEvent;
import switchboard.console.verdict.Criteria;
import switchboard.console.verdict.Objectives;
import switchboard.console.verdict.Phase;
import switchboard.console.verdict.Population;

/** What a run left in whose middle a replica was killed, to vary in tests. */
public final class SampleRecord {
  static final RunRemains.Place PLACE =
      new RunRemains.Place("local", "This machine", false, false, Map.of());

  public static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

  public int replicas = 3;
  public Duration lasts = Duration.ofSeconds(60);
  public SampleStats stats = SampleStats.UNHARMED.withTotal(18_204);
  public List<FailedRequest> failures = List.of();
  public String store = "Redis 6.2.11 (embedded)";
  public String evidence = "two scrapes of backend-2";
  public boolean isMeasured = true;
  public int faults = 1;

  /** Of the simulator's timers while all was calm. */
  public Duration lateness = Duration.ofMillis(5);

  /** Why it ended before its time; empty when it did not. */
  public Optional<String> aborted = Optional.empty();

  /** Whether all users were connected in time. */
  public boolean isConnected = true;

  /** Whether the simulator lost its counts. */
  public boolean isCountLost;

  public boolean recovers = true;
  public Objectives objectives = Objectives.DEFAULT;

  /** Empty for that of a run. */
  public Optional<RunRemains.OfSession> session = Optional.empty();

  /** Empty for that of its plan. */
  public String name = "";

  public Optional<String> hypothesis = Optional.empty();
  public List<Claim> claims = List.of();
  public List<ProbeResult> probes = List.of();

  /** That fired; empty for none. */
  public String alert = "";

  /** The record. */
  public RunRecord record() {
    var killed = AT.plus(lasts.dividedBy(3));
    var verdicts =
        IntStream.range(0, faults).mapToObj(i -> verdict(killed.plusSeconds(i))).toList();
    var plan =
        new RunPlan(
            replicas,
            OptionalInt.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            LoadPlan.DEFAULT.withUsers(100),
            new Timing(Timing.Start.LOAD, Duration.ofSeconds(10), lasts),
            Schedule.of(ScheduledFault.kill("backend-2", lasts.dividedBy(3))));
    var seen = new SampleRun();
    seen.stats = stats.stats();
    seen.lateness = lateness;
    seen.aborted = aborted;
    seen.judgeLost = isCountLost;
    seen.ramp = seen.ramp.filter(each -> isConnected);
    seen.failures = Optional.of(new FailedRequests(failures.size(), failures.size(), failures));
    seen.usage = usage();
    var population =
        new Population(
            6_000,
            0,
            SampleStats.distribution(SampleStats.times(6_000, 5_000)),
            SampleStats.distribution(SampleStats.times(900, 12_000)),
            Optional.of(0.0));
    seen.phases.put(Phase.BASELINE, population);
    seen.phases.put(Phase.FAULT, population);
    seen.probes = probes;
    var criteria = new Criteria(objectives, false);
    var named = Experiment.of(plan, criteria);
    var experiment =
        new Experiment(
            name.isEmpty() ? named.name() : name, hypothesis, plan, criteria, List.of(), claims);
    var remains =
        new RunRemains(
            experiment,
            new RunRemains.Place(
                "local",
                "This machine",
                false,
                false,
                Map.of(Role.GATEWAY, "least requests", Role.STORE, store)),
            new RunRemains.Moments(
                AT,
                Optional.of(AT.plusSeconds(2)),
                Optional.of(AT.plusSeconds(12)),
                AT.plus(lasts),
                AT.plus(lasts).plusSeconds(3)),
            seen.facts(),
            verdicts.stream()
                .map(
                    each ->
                        new RunRemains.SeenFault(
                            each.seen(), each.ledger(), Optional.of(each.at().plusSeconds(22))))
                .toList(),
            instances(),
            isMeasured ? panels() : List.of(),
            List.of(
                new TimelineEvent.Launched(AT.minusSeconds(4), replicas, Duration.ofSeconds(3)),
                new TimelineEvent.LoadChanged(AT, LoadPlan.DEFAULT.withUsers(0), plan.load()),
                new TimelineEvent.FaultBegan(killed, new Kill("backend-2")),
                new TimelineEvent.Recovered(
                    killed.plusMillis(1_830),
                    "backend-2",
                    Duration.ofMillis(1_700),
                    Duration.ofMillis(1_830))),
            session);
    return new RunRecord(
        remains,
        RunResult.judge(PLACE, experiment, seen.observations(), verdicts),
        seen.stats,
        seen.phases,
        verdicts);
  }

  private Verdict verdict(Instant killed) {
    var run =
        new FaultRun(new Kill("backend-2"), killed, Optional.of(SampleStats.UNHARMED.stats()));
    run.detected(killed.plusMillis(5));
    if (recovers) {
      run.recovered(killed.plusMillis(1_830));
    }
    var even = new TreeMap<String, Double>();
    names().forEach(name -> even.put(name, 100.0 / replicas));
    return run.judge(
            Optional.of(SampleStats.UNHARMED.withTotal(12_000).stats()), even, Objectives.DEFAULT)
        .with(ledger(killed));
  }

  private Ledger ledger(Instant killed) {
    var recovery = between(killed, 1_700, 1_830, "readiness probes");
    return new Ledger(
        List.of(
            LedgerEntry.seen(Milestone.INJECTED, between(killed, 0, 1, "the console's clock")),
            LedgerEntry.seen(Milestone.PROVEN, between(killed, 1, 6, "exit seen")),
            LedgerEntry.absent(Milestone.FIRST_FAILED, "no request failed"),
            LedgerEntry.seen(Milestone.TAKEN_OUT, between(killed, 9, 18, "gateway-1")),
            LedgerEntry.seen(Milestone.SCRAPE_FAILED, between(killed, 400, 1_400, evidence)),
            alert.isEmpty()
                ? LedgerEntry.absent(Milestone.ALERT_FIRING, "did not fire").of("ReplicaDown")
                : LedgerEntry.seen(Milestone.ALERT_FIRING, between(killed, 2_000, 3_000, "a rule"))
                    .of(alert),
            LedgerEntry.seen(Milestone.NEW_PROCESS, between(killed, 620, 640, "start time")),
            LedgerEntry.seen(Milestone.READY, recovery),
            LedgerEntry.seen(Milestone.TAKEN_IN, between(killed, 1_840, 1_850, "gateway-1")),
            LedgerEntry.seen(Milestone.P99_BACK, between(killed, 4_000, 5_000, "figures")),
            LedgerEntry.seen(Milestone.USERS_EVEN, between(killed, 12_000, 13_000, "figures")),
            LedgerEntry.seen(Milestone.UNDONE, between(killed, 1_830, 1_830, "ready again"))),
        Optional.of(recovery));
  }

  private static Evidence between(Instant since, long from, long until, String method) {
    return new Evidence(since.plusMillis(from), since.plusMillis(until), method);
  }

  private List<String> names() {
    return IntStream.rangeClosed(1, replicas).mapToObj(i -> "backend-" + i).toList();
  }

  private Map<String, Usage> usage() {
    var usage = new TreeMap<String, Usage>();
    names()
        .forEach(name -> usage.put(name, new Usage("backend", 0.214, 1.0, 1.5e8, 4e8, 12.5, null)));
    usage.put("store", new Usage("store", 0.1, null, 1e7, null, null, "recent CPU usage"));
    return usage;
  }

  private List<Instance> instances() {
    var all = new ArrayList<Instance>();
    all.add(Instance.named("simulator", Role.SIMULATOR, AT));
    all.add(Instance.named("gateway", Role.GATEWAY, AT));
    names().forEach(name -> all.add(Instance.named(name, Role.BACKEND, AT).counted(1)));
    all.add(Instance.named("store", Role.STORE, AT));
    return all;
  }

  private List<PanelData> panels() {
    return Panels.forScrapesEvery(Duration.ofSeconds(1)).all().stream().map(this::panel).toList();
  }

  private PanelData panel(Panel panel) {
    var instants = (int) lasts.toSeconds() + 1;
    var names =
        switch (panel.id()) {
          case "latency" -> List.of("p50", "p95", "p99");
          case "errors" -> List.of("HTTP 5xx", "failed");
          case "messages" -> List.of("delivered", "accepted");
          default -> names();
        };
    var scale =
        switch (panel.unit()) {
          case BYTES -> 1.5e8;
          case SECONDS -> 0.03;
          case CORES -> 0.3;
          default -> panel.id().equals("errors") ? 0 : 210.0;
        };
    var lines =
        IntStream.range(0, names.size())
            .mapToObj(
                i ->
                    line(
                        names.get(i),
                        instants,
                        at ->
                            isAway(names.get(i), at, instants)
                                ? Double.NaN
                                : scale * (1 + 0.11 * Math.sin(at * 1.7 + i) + 0.2 * i)))
            .toList();
    return new PanelData(
        panel,
        AT,
        Duration.ofSeconds(1),
        instants,
        lines,
        panel.limit().map(limit -> line("limit", instants, at -> scale * 2)),
        panel.strain().map(strain -> line("strain", instants, at -> at % 20 < 8 ? 40 : 0)),
        new PanelStatus.Current());
  }

  private static boolean isAway(String name, int at, int instants) {
    return name.equals("backend-2") && at > instants / 3 && at < instants / 3 + 4;
  }

  private static Line line(String name, int instants, IntToDoubleFunction value) {
    return new Line(name, IntStream.range(0, instants).mapToDouble(value).toArray());
  }
}

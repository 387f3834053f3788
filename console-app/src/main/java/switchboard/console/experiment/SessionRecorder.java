package switchboard.console.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.experiment.balance.Balance;
import switchboard.console.experiment.journal.RunNote;
import switchboard.console.experiment.schedule.Schedule;
import switchboard.console.experiment.schedule.Timing;
import switchboard.console.fault.Fault;
import switchboard.console.fault.Verdict;
import switchboard.console.load.Distribution;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.LoadStats;
import switchboard.console.load.LoadStats.Percentiles;
import switchboard.console.load.LoadStats.Windows;
import switchboard.console.platform.Instance;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.session.metrics.Baseline;
import switchboard.console.session.metrics.MetricQueries;
import switchboard.console.session.timeline.TimelineEvent;
import switchboard.console.verdict.Criteria;
import switchboard.console.verdict.Population;

/**
 * Keeps of a session what a report of it shows: what was done and seen since the launch or the
 * adoption of the system that runs. It takes no more room the longer that is: charts and events are
 * those of the session, verdicts are {@link KeptVerdicts}, and figures are sums. Any thread may
 * call.
 */
public final class SessionRecorder {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final String REPORTING = "Making a report of this session";

  private final Session session;
  private Optional<Launch> launch = Optional.empty();

  /** When there was no launch yet. */
  private Instant before;

  /** One that has seen nothing. */
  public SessionRecorder(Session session) {
    this.session = session;
    before = session.now();
  }

  /** Begins to record what the session publishes. */
  public Session.Registration start() {
    return session.listen(this::see);
  }

  /** Takes the next snapshot. */
  synchronized void see(Snapshot snapshot) {
    switch (snapshot.system().phase()) {
      case STOPPED -> {
        launch = Optional.empty();
        before = snapshot.at();
      }
      case RUNNING -> {
        launch = launch.or(() -> Optional.of(new Launch(before)));
        launch.get().see(snapshot);
      }
      case LAUNCHING, STOPPING -> {}
    }
  }

  private synchronized Optional<Launch> launch() {
    return launch;
  }

  /**
   * What was recorded until now, judged by the session's objectives. Blocks for as long as the
   * simulators and the metrics' source do.
   *
   * @return failed while no system runs, and when its simulators do not answer
   */
  public Outcome<RunRecord> record() {
    var of = launch();
    if (of.isEmpty()) {
      return Outcome.failed(new Failure(REPORTING, "no system runs", "Launch it first."));
    }
    return of.get().first().isEmpty()
        ? Outcome.failed(
            new Failure(
                REPORTING, "the simulator has given no figures yet", "Try again in a few seconds."))
        : session.load().stats().map(of.get()::record);
  }

  /** What is seen of the system from one launch on. */
  private final class Launch {
    private final RunRecorder recorder;
    private final RunFigures run = new RunFigures();
    private Optional<LoadStats> first = Optional.empty();
    private Optional<LoadPlan> plan = Optional.empty();
    private Optional<Instant> connectedSince = Optional.empty();
    private boolean begun;
    private boolean calm;

    /**
     * @param stopped when the system did not run yet
     */
    Launch(Instant stopped) {
      recorder = new RunRecorder(session, stopped);
    }

    /** The first figures of the users. */
    synchronized Optional<LoadStats> first() {
      return first;
    }

    /** Whether there was a time in which no users joined. */
    private synchronized boolean wasCalm() {
      return calm;
    }

    synchronized void see(Snapshot snapshot) {
      if (!begun) {
        begun = true;
        recorder.begin(ranSince().orElse(snapshot.at()));
      }
      recorder.see(snapshot);
      snapshot.load().ifPresent(figures -> observe(snapshot, figures));
    }

    /** The first snapshot of a system that runs may come after the first change of its load. */
    private Optional<Instant> ranSince() {
      return recorder.timeline().stream()
          .filter(TimelineEvent.Launched.class::isInstance)
          .map(TimelineEvent::at)
          .findFirst();
    }

    private void observe(Snapshot snapshot, LoadStats figures) {
      var at = snapshot.loadAt();
      if (first.isEmpty()) {
        first = Optional.of(figures);
        run.note(new RunNote.Began(at, figures));
        return;
      }
      // A change of the load is a ramp.
      var steady = figures.allConnected() && plan.equals(Optional.of(snapshot.plan()));
      plan = Optional.of(snapshot.plan());
      connectedSince = steady ? connectedSince.or(() -> Optional.of(at)) : Optional.empty();
      var isCalm =
          connectedSince
              .filter(since -> Duration.between(since, at).compareTo(RunFigures.CALM) > 0)
              .isPresent();
      calm |= isCalm;
      run.note(RunNote.Looked.of(snapshot, snapshot.judging(), isCalm));
    }

    /** Not while the next snapshot waits: the metrics' source may not answer at once. */
    RunRecord record(LoadStats last) {
      var snapshot = session.snapshot();
      recorder.see(snapshot);
      run.note(new RunNote.Settled(session.now(), last, snapshot.judging()));
      var stats = sinceLaunch(last);
      var verdicts = recorder.verdicts().all();
      var experiment = experiment(snapshot);
      var facts = facts(new OpenSession(unjudged(snapshot, verdicts)));
      var seen = observations(stats, facts);
      var remains =
          recorder.remains(
              experiment,
              facts,
              verdicts,
              Optional.of(new RunRemains.OfSession(recorder.verdicts().leftOut())));
      return new RunRecord(
          remains,
          RunResult.judge(remains.place(), experiment, seen, verdicts),
          stats,
          run.populations(),
          verdicts);
    }

    /** A system that was adopted has served others before. */
    private CountedBefore before() {
      return session.platform().adopted() ? new CountedBefore(first()) : CountedBefore.NOTHING;
    }

    /** Also the times, whatever a run has marked meanwhile. */
    private LoadStats sinceLaunch(LoadStats last) {
      var counted = before().takenFrom(last, run);
      var from = before().figures().filter(last::continues);
      return new LoadStats(
          counted.at(),
          counted.startedAt(),
          counted.users(),
          counted.requests(),
          counted.messages(),
          counted.reconnects(),
          counted.historyResets(),
          since(from.map(LoadStats::latencyMillis), last.latencyMillis()),
          since(from.map(LoadStats::deliveryMillis), last.deliveryMillis()),
          since(from.map(LoadStats::latenessMillis), last.latenessMillis()),
          last.reconnectMillis(),
          counted.settled(),
          counted.lastFailure());
    }

    private Experiment experiment(Snapshot snapshot) {
      var lasted = Duration.between(recorder.begun(), snapshot.at());
      return new Experiment(
          "Session on " + session.platform().name(),
          Optional.empty(),
          new RunPlan(
              snapshot.system().backends().size(),
              OptionalInt.empty(),
              Optional.empty(),
              false,
              Optional.empty(),
              snapshot.plan(),
              new Timing(Timing.Start.LOAD, Duration.ZERO, lasted),
              Schedule.of()),
          new Criteria(session.verdicts().objectives(), false),
          List.of(),
          List.of());
    }

    /** How many faults began whose verdict is not out, or was lost with its target. */
    private int unjudged(Snapshot snapshot, List<Verdict> verdicts) {
      var judged =
          verdicts.stream()
              .map(each -> new Begun(each.at(), each.fault()))
              .collect(Collectors.toSet());
      var noted =
          recorder.timeline().stream()
              .filter(TimelineEvent.FaultBegan.class::isInstance)
              .map(TimelineEvent.FaultBegan.class::cast)
              .map(each -> new Begun(each.at(), each.fault()));
      var pending = snapshot.judging().stream().map(each -> new Begun(each.at(), each.fault()));
      // A launch may have had its own, which are not judged as the session's.
      return (int)
          Stream.concat(noted, pending)
              .distinct()
              .filter(each -> !each.at().isBefore(recorder.begun()))
              .filter(each -> !judged.contains(each))
              .count();
    }

    private RunFacts facts(OpenSession open) {
      var figures = session.figures();
      var now = session.now();
      return new RunFacts(
          before().figures(),
          wasCalm(),
          Optional.empty(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          figures.answers(session.verdicts().objectives().figures()),
          session.load().failures().toOptional().map(before()::takenFrom),
          Optional.empty(),
          Optional.of(Duration.between(recorder.begun(), now)),
          session.platform().state().backends().stream().map(Instance::name).toList(),
          figures.connections(),
          figures.usage(new Baseline(now.minus(known(now)), Map.of())),
          Optional.empty(),
          Optional.of(open));
    }

    /** Of an older session it is what the metrics' source still knows. */
    private Duration known(Instant now) {
      var lasted = Duration.between(recorder.begun(), now);
      return lasted.compareTo(MetricQueries.HISTORY) < 0 ? lasted : MetricQueries.HISTORY;
    }

    /** As of a run, but for what only an experiment has. */
    private RunObservations observations(LoadStats stats, RunFacts facts) {
      return new RunObservations(
          stats,
          run.lost(),
          wasCalm() ? run.lateness() : stats.latenessSinceStart().orElse(Duration.ZERO),
          run.deliveries(),
          run.phases().populations(),
          run.phases().requestsAccountedFor(),
          Optional.empty(),
          Balance.among(facts.replicas(), session.figures().balance(known(session.now()))),
          Balance.among(facts.replicas(), facts.connections()),
          facts);
    }
  }

  /** A fault is known by its moment. */
  private record Begun(Instant at, Fault fault) {}

  private static Windows since(Optional<Windows> from, Windows until) {
    return new Windows(
        until.sinceStart(),
        from.map(earlier -> between(earlier, until)).orElse(until.sinceStart()),
        until.last10s());
  }

  private static Percentiles between(Windows from, Windows until) {
    var count = until.sinceStart().count() - from.sinceStart().count();
    return Population.times(from, until)
        .map(SessionRecorder::percentiles)
        .orElseGet(() -> Percentiles.unknown(count));
  }

  private static Percentiles percentiles(Distribution times) {
    return times.count() == 0
        ? Percentiles.unknown(0)
        : new Percentiles(
            times.count(),
            millis(times, 50),
            millis(times, 90),
            millis(times, 95),
            millis(times, 99),
            millis(times, 99.9),
            millis(times, 100));
  }

  private static double millis(Distribution times, double percentile) {
    return times.at(percentile).toNanos() / NANOS_PER_MILLI;
  }
}

package switchboard.console.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.Outcome;
import switchboard.console.experiment.abort.AbortWatch;
import switchboard.console.experiment.abort.RecentUsers;
import switchboard.console.experiment.journal.RunNote;
import switchboard.console.experiment.probe.Probe;
import switchboard.console.experiment.probe.ProbeReader;
import switchboard.console.experiment.probe.Probes;
import switchboard.console.experiment.progress.RunPhase;
import switchboard.console.experiment.progress.RunProgress;
import switchboard.console.experiment.progress.StepProgress;
import switchboard.console.experiment.schedule.ScheduledChange;
import switchboard.console.experiment.schedule.ScheduledStep;
import switchboard.console.experiment.schedule.ScheduledWait;
import switchboard.console.experiment.schedule.TargetedStep;
import switchboard.console.fault.PendingVerdict;
import switchboard.console.fault.Verdict;
import switchboard.console.load.LoadStats;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.session.metrics.Baseline;
import switchboard.console.session.timeline.TimelineEvent;
import switchboard.console.text.Format;

/**
 * The load of a run while it lasts: takes the steps in their time, ends the warm-up, asks the
 * probes, and says, notes and watches what comes of it.
 */
final class RunningLoad implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningLoad.class);

  private static final Duration POLL = Duration.ofMillis(200);

  /** How often replicas are asked for their counts, which start again from zero with them. */
  private static final Duration COUNTING = Duration.ofSeconds(1);

  /** Logs are kept for a while by whoever prints them, and samples for many minutes. */
  private static final Duration READING_LOGS = Duration.ofSeconds(5);

  private static final Duration READING_SAMPLES = Duration.ofMinutes(1);

  /** What probes of users are about. */
  private static final Duration RECENT = Duration.ofSeconds(10);

  /** Beyond what the ramp itself takes. */
  private static final Duration CONNECTING = Duration.ofMinutes(1);

  private final Session session;
  private final RunPlan plan;
  private final RunClock clock;
  private final RunRecorder recorder;
  private final Narration narration;
  private final Consumer<RunNote> notes;
  private final BooleanSupplier aborted;
  private final Probes probes;
  private final Steps steps;
  private final JournalFeed feed;
  private final AbortWatch aborts;
  private final RecentUsers recent = new RecentUsers(RECENT);
  private Set<TimelineEvent> told = Set.of();
  private Session.Registration listening = () -> {};
  private boolean closed;

  /** The start of the measurement of resource usage. */
  private Baseline baseline;

  private volatile Optional<String> condition = Optional.empty();

  /** Once the load is taken away, what is left of it is slow and says nothing. */
  private volatile boolean abortable;

  /**
   * Of a run whose time has begun.
   *
   * @param notes receives what is noted of it
   * @param aborted whether the operator has ended the run
   */
  RunningLoad(
      Session session,
      Experiment experiment,
      RunClock clock,
      RunRecorder recorder,
      Narration narration,
      Consumer<RunNote> notes,
      BooleanSupplier aborted) {
    this.session = session;
    this.plan = experiment.plan();
    this.clock = clock;
    this.recorder = recorder;
    this.narration = narration;
    this.notes = notes;
    this.aborted = aborted;
    probes = new Probes(experiment.probes());
    steps = new Steps(session, plan.schedule(), narration::say);
    feed = new JournalFeed(session, notes);
    aborts = new AbortWatch(plan.schedule().aborts());
  }

  /**
   * The load is set.
   *
   * @param ran whether the replicas have answered others before
   */
  void begin(boolean ran) {
    session
        .load()
        .stats()
        .toOptional()
        .ifPresent(first -> notes.accept(new RunNote.Began(session.now(), first)));
    baseline = session.figures().baseline();
    if (ran) {
      count(true);
    }
    listening = session.listen(this::see);
  }

  /**
   * Lets it last until there is nothing more to see of it.
   *
   * @param keepsRunning whether the system does after the run
   */
  void last(boolean keepsRunning) throws InterruptedException {
    // One that waits for an answer must not keep others from being asked.
    try (var each = Executors.newScheduledThreadPool(3 + probes.all().size());
        var reader = new ProbeReader(session, () -> recent.last(RECENT))) {
      var tasks = new ArrayList<Future<?>>();
      tasks.add(every(COUNTING, each, this::count));
      tasks.add(every(READING_LOGS, each, feed::lines));
      tasks.add(every(READING_SAMPLES, each, feed::samples));
      probes
          .all()
          .forEach(probe -> tasks.add(every(COUNTING, each, () -> askContinuously(probe, reader))));
      abortable = true;
      takeSteps(reader);
      awaitVerdicts(session.now());
      if (!isEnded()) {
        probes.ask(List.of(Probe.When.AFTER), reader::read);
      }
      abortable = false;
      if (condition.isPresent()) {
        steps.abortLoadTest();
        narration.done(session.undoing().undoAll());
      }
      tasks.forEach(task -> task.cancel(false));
      if (isEnded() || keepsRunning) {
        steps.cancel();
      }
    }
  }

  /** The load has come to rest with these figures. */
  void settled(LoadStats figures) {
    notes.accept(new RunNote.Settled(session.now(), figures, judging(session.snapshot())));
    feed.lines();
    feed.samples();
  }

  /**
   * How far the run is.
   *
   * @param beside what it is at outside of its load; empty while that lasts
   */
  RunProgress progress(Optional<RunPhase> beside) {
    var phase = beside.orElseGet(() -> clock.phase(steps.areUnderWay()));
    return new RunProgress(
        phase,
        clock.left(phase),
        clock.share(),
        clock.untilEnd(),
        plan.schedule().steps().stream()
            .map(
                step ->
                    new StepProgress(
                        step,
                        steps.state(step),
                        clock.until(step.after()).filter(Duration::isPositive)))
            .toList(),
        probes.latest());
  }

  /** The steps as they were taken. */
  Steps steps() {
    return steps;
  }

  Probes probes() {
    return probes;
  }

  /** Since when resource usage is measured. */
  Baseline baseline() {
    return baseline;
  }

  /** The condition that ended the run before its time; empty when none did. */
  Optional<String> condition() {
    return condition;
  }

  /** Of faults of this run: a session may have judged others before. */
  List<Verdict> verdicts() {
    return session.snapshot().verdicts().stream()
        .filter(verdict -> !verdict.at().isBefore(recorder.begun()))
        .toList();
  }

  /** Notes what replicas have counted. */
  void count() {
    count(false);
  }

  private void count(boolean before) {
    notes.accept(new RunNote.Counted(session.now(), session.figures().requestCounts(), before));
  }

  /** A snapshot that is still on its way must not follow the result. */
  @Override
  public void close() {
    listening.close();
    synchronized (this) {
      closed = true;
    }
    steps.close();
  }

  /** Those of this run whose verdict is not out yet: setting limits up front is none of it. */
  private List<PendingVerdict> judging(Snapshot snapshot) {
    return snapshot.judging().stream()
        .filter(each -> !each.at().isBefore(recorder.begun()))
        .toList();
  }

  /** Before its time: by the operator, or by a condition. */
  private boolean isEnded() {
    return aborted.getAsBoolean() || condition.isPresent();
  }

  private static Future<?> every(Duration interval, ScheduledExecutorService by, Runnable task) {
    var millis = interval.toMillis();
    return by.scheduleWithFixedDelay(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            // It would end all that come after it.
            LOG.warn("Not counted, read or asked this time", e);
          }
        },
        millis,
        millis,
        TimeUnit.MILLISECONDS);
  }

  /**
   * Lets the load last as long as planned; takes the steps, and ends the warm-up, in their time.
   */
  private void takeSteps(ProbeReader reader) throws InterruptedException {
    var ahead = new ArrayDeque<>(plan.schedule().steps());
    var asked = false;
    while (!isEnded() && !isOver()) {
      var due = clock.elapsed().filter(now -> isDue(ahead.peek(), now)).isPresent();
      if (due && !asked) {
        asked = true;
        probes.ask(List.of(Probe.When.BEFORE), reader::read);
        notes.accept(new RunNote.StepsBegan(session.now()));
      }
      if (due) {
        switch (ahead.poll()) {
          case TargetedStep step -> steps.take(step);
          case ScheduledChange step -> steps.begin(step);
          case ScheduledWait step -> await(step, reader);
        }
      }
      warmUp();
      pause();
    }
    if (!asked && !isEnded()) {
      probes.ask(List.of(Probe.When.BEFORE), reader::read);
    }
    if (!isEnded()) {
      ahead.forEach(step -> steps.failed(step, "the run ended before its time had come"));
    }
    while (steps.areChanging() && !isEnded()) {
      pause();
    }
  }

  private static boolean isDue(ScheduledStep step, Duration now) {
    return step != null && now.compareTo(step.after()) >= 0;
  }

  /** Users that cannot all be connected never let a measurement begin. */
  private boolean isOver() {
    return clock
        .elapsed()
        .map(now -> now.compareTo(plan.timing().duration()) >= 0)
        .orElseGet(() -> clock.sinceBegun().compareTo(latestStart()) > 0);
  }

  private Duration latestStart() {
    return Duration.ofSeconds(plan.load().users() / plan.load().spawnRate())
        .plus(CONNECTING)
        .plus(plan.timing().warmUp());
  }

  private void await(ScheduledWait step, ProbeReader reader) throws InterruptedException {
    narration.say(time() + "  " + step.text());
    steps.began(step);
    clock.hold();
    // Before a change has begun, all is as it was.
    while (!isEnded()) {
      if (steps.areChanging() && clock.waiting().compareTo(step.atMost()) < 0) {
        pause();
        continue;
      }
      var answer = probes.note(step.probe(), reader.read(step.probe().source()));
      if (answer.isPresent() && step.probe().holds(answer.getAsDouble())) {
        break;
      }
      if (clock.waiting().compareTo(step.atMost()) >= 0) {
        steps.failed(step, "it did not");
        break;
      }
      pause();
    }
    clock.goOn();
    steps.ended(step);
  }

  private void askContinuously(Probe probe, ProbeReader reader) {
    if (clock.warmAfter().isPresent() && !isEnded()) {
      probes.ask(
          probe,
          judging(session.snapshot()).isEmpty()
              ? List.of(Probe.When.CONTINUOUS)
              : List.of(Probe.When.CONTINUOUS, Probe.When.DURING),
          reader::read);
    }
  }

  /** Faults that begin later are not awaited: a component may crash repeatedly. */
  private void awaitVerdicts(Instant begunBefore) throws InterruptedException {
    while (!isEnded()
        && (session.snapshot().at().isBefore(begunBefore)
            || judging(session.snapshot()).stream()
                .anyMatch(on -> on.at().isBefore(begunBefore)))) {
      pause();
    }
  }

  private void warmUp() {
    if (clock.connectedAfter().isEmpty() && allConnected()) {
      clock.connected();
      recorder.connected();
    }
    var over =
        clock
            .connectedAfter()
            .map(after -> clock.sinceBegun().compareTo(after.plus(plan.timing().warmUp())) >= 0);
    if (clock.warmAfter().isEmpty()
        && over.orElse(false)
        && narration.done(session.load().mark())) {
      clock.warm();
      recorder.warm();
      baseline = session.figures().baseline();
      session
          .load()
          .stats()
          .toOptional()
          .ifPresent(marked -> notes.accept(new RunNote.Warm(session.now(), marked)));
    }
  }

  private boolean allConnected() {
    return session.load().stats() instanceof Outcome.Done<LoadStats>(LoadStats stats)
        && stats.allConnected();
  }

  private static void pause() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
  }

  private synchronized void see(Snapshot snapshot) {
    if (closed) {
      return;
    }
    var events = recorder.timeline(snapshot);
    events.stream()
        .filter(event -> !told.contains(event))
        .forEach(event -> narration.say(time() + "  " + event.text()));
    told = Set.copyOf(events);
    recorder.see(snapshot);
    notes.accept(looked(snapshot));
    snapshot.load().ifPresent(load -> observe(snapshot, load));
  }

  private RunNote.Looked looked(Snapshot snapshot) {
    var calm =
        clock
            .connectedAfter()
            .filter(connected -> clock.sinceBegun().minus(connected).compareTo(RunFigures.CALM) > 0)
            .isPresent();
    return RunNote.Looked.of(snapshot, judging(snapshot), calm);
  }

  private void observe(Snapshot snapshot, LoadStats load) {
    recent.observe(load, snapshot.loadAt());
    // While users join, requests are slow in any case.
    if (abortable && clock.connectedAfter().isPresent() && !isEnded()) {
      condition = aborts.observe(load, snapshot.loadAt()).map("The run was ended by "::concat);
      condition.ifPresent(reason -> narration.say(time() + "  " + reason));
    }
    narration.say(time() + "  " + line(snapshot, load));
  }

  private static String line(Snapshot snapshot, LoadStats load) {
    var recent = load.latencyMillis().last10s();
    return snapshot.system().readyBackends()
        + "/"
        + snapshot.system().backends().size()
        + " ready  "
        + Format.whole(load.users().connected())
        + " of "
        + Format.count(load.users().wanted(), "user")
        + "  "
        + Format.count(load.requests().total(), "request")
        + ", "
        + Format.whole(load.requests().failed())
        + " failed  "
        + Format.whole(load.messages().lost())
        + " lost  p99 "
        + RunReport.millis(recent.p99());
  }

  private String time() {
    var seconds = clock.sinceBegun().toSeconds();
    return String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60);
  }
}

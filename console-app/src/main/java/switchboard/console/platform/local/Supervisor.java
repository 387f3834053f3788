package switchboard.console.platform.local;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Instance.State;
import switchboard.console.platform.Limits;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.Role;
import switchboard.console.platform.base.Backoff;
import switchboard.console.platform.local.cgroup.Cgroup;

/**
 * Keeps one child process alive: starts it, waits until it is ready, watches that it stays so, and
 * starts it again when it dies, unless an operator stopped it. Reports every change as an event,
 * whoever caused it.
 */
final class Supervisor {
  private static final Duration PROBE_WHILE_STARTING = Duration.ofMillis(20);
  private static final Duration PROBE_WHILE_READY = Duration.ofSeconds(1);
  private static final int FAILED_PROBES_UNTIL_NOT_READY = 2;

  /** The lives that count are those in which it was ready. */
  static final Backoff BACKOFF =
      new Backoff(
          Duration.ZERO, Duration.ofMillis(500), Duration.ofSeconds(10), Duration.ofSeconds(30));

  /** What a shell answers for a command it cannot start. */
  private static final int CANNOT_START = 127;

  private final String name;
  private final Supplier<ChildSpec> spec;
  private final Watchdog guard;
  private final Clock clock;
  private final LogBuffer log;
  private final Consumer<PlatformEvent> events;

  private final Thread thread;

  // Guarded by this; written under the lock and read without it.
  private volatile Instance instance;
  private Optional<ChildProcess> process = Optional.empty();
  private Optional<Instant> readySince = Optional.empty();
  private boolean everReady;

  /** Since when its present incarnation may have been ready: it was seen not to be before. */
  private Instant unreadyUntil;

  /** Before the present incarnation; empty for the first since an operator started it. */
  private Optional<Duration> waited = Optional.empty();

  /** The {@link System#nanoTime} before which no other incarnation may start. */
  private long nextStart = System.nanoTime();

  /** Whether an operator stopped the child until it is started again. */
  private boolean stopped;

  /** Whether no other incarnation may ever start. */
  private boolean removed;

  /**
   * @param spec asked before every start, so that a restart sees what changed since
   */
  Supervisor(
      String name,
      Role role,
      Supplier<ChildSpec> spec,
      Watchdog guard,
      LogBuffer log,
      Clock clock,
      Consumer<PlatformEvent> events) {
    this.name = name;
    this.spec = spec;
    this.guard = guard;
    this.log = log;
    this.clock = clock;
    this.events = events;
    unreadyUntil = clock.instant();
    instance = Instance.named(name, role, clock.instant());
    thread = Thread.ofVirtual().name("supervise-" + name).unstarted(this::run);
  }

  Instance instance() {
    return instance;
  }

  String logTail() {
    return log.tail(20);
  }

  /** The newest line of its log that says something; empty when none does. */
  String lastWords() {
    return log.lastWords();
  }

  void start() {
    thread.start();
  }

  /**
   * Waits until the child is ready.
   *
   * @return false when it died before it was ever ready since an operator started it, was stopped,
   *     or the time ran out
   */
  synchronized boolean awaitReady(Duration timeout) throws InterruptedException {
    var deadline = System.nanoTime() + timeout.toNanos();
    while (!instance.isReady()) {
      var left = deadline - System.nanoTime();
      if (left <= 0 || hasFailedToStart()) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  /** Whether it died before it was ever ready since an operator started it, or is to end. */
  synchronized boolean hasFailedToStart() {
    return isEnding() || (!everReady && instance.state() == State.RESTARTING);
  }

  /** Whether it was ready at some time since an operator started it. */
  synchronized boolean wasReady() {
    return everReady;
  }

  /** Sends SIGKILL, also to a frozen child; false when there is no living process to send it to. */
  synchronized boolean kill() {
    return process.isPresent() && process.get().kill();
  }

  /**
   * Freezes the child; no effect on a frozen one.
   *
   * @return false when there is no living process to freeze
   */
  synchronized boolean pause() throws IOException {
    if (isEnding() || !isAlive()) {
      return false;
    }
    if (instance.state() != State.PAUSED) {
      if (!process.get().send(Signal.STOP)) {
        return false;
      }
      change(instance.entering(State.PAUSED, clock.instant()));
      events.accept(new PlatformEvent.Paused(instance.since(), instance));
    }
    return true;
  }

  /**
   * Unfreezes a child, which is ready again when its probe succeeds; no effect on any other.
   *
   * @return false when there is no living process
   */
  synchronized boolean unpause() throws IOException {
    if (isEnding() || !isAlive()) {
      return false;
    }
    if (instance.state() == State.PAUSED) {
      if (!process.get().send(Signal.CONT)) {
        return false;
      }
      unreadyUntil = clock.instant();
      change(instance.entering(State.NOT_READY, unreadyUntil));
    }
    return true;
  }

  /**
   * Ends the child until {@link #startAgain}, and waits for its end: SIGTERM, and SIGKILL when it
   * has not ended within the grace period or the calling thread is interrupted. Nothing to one that
   * is stopped.
   *
   * @return false when it is being removed
   */
  boolean stop(Duration grace) throws InterruptedException {
    Optional<ChildProcess> ending = Optional.empty();
    synchronized (this) {
      if (removed) {
        return false;
      }
      if (!stopped) {
        stopped = true;
        ending = process;
        change(instance.entering(State.STOPPING, clock.instant()));
      }
    }
    if (ending.isPresent()) {
      ending.get().end(grace);
    }
    awaitStopped();
    return true;
  }

  /**
   * Starts a stopped child, and immediately one that waits for its next start; its waits after
   * deaths start afresh. Nothing to a living one. Waits for the end of one that is just being
   * stopped.
   *
   * @return false when it is being removed
   */
  synchronized boolean startAgain() throws InterruptedException {
    awaitStopped();
    if (removed) {
      return false;
    }
    if (stopped || instance.state() == State.RESTARTING) {
      stopped = false;
      everReady = false;
      waited = Optional.empty();
      nextStart = System.nanoTime();
      change(instance.entering(State.STARTING, clock.instant()));
    }
    return true;
  }

  /** From now on the child has these limits. */
  synchronized void limitTo(Limits limits) {
    change(instance.limitedTo(Optional.of(limits)));
  }

  /** Ends the child permanently, like {@link #stop}. */
  void remove(Duration grace) {
    Optional<ChildProcess> ending;
    synchronized (this) {
      removed = true;
      ending = process;
      change(instance.entering(State.STOPPING, clock.instant()));
    }
    try {
      if (ending.isPresent()) {
        ending.get().end(grace);
      }
      thread.join();
    } catch (InterruptedException e) {
      ending.ifPresent(ChildProcess::kill);
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void awaitStopped() throws InterruptedException {
    while (instance.state() == State.STOPPING) {
      wait();
    }
  }

  private boolean isAlive() {
    return process.isPresent() && process.get().isAlive();
  }

  /** Whether the present incarnation's end is wanted. */
  private boolean isEnding() {
    return stopped || removed;
  }

  private void run() {
    try {
      while (awaitStart()) {
        live();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      change(instance.entering(State.STOPPED, clock.instant()));
      events.accept(new PlatformEvent.Removed(instance.since(), instance));
    }
  }

  /** Waits until another incarnation is due; false when there will be none. */
  private synchronized boolean awaitStart() throws InterruptedException {
    while (!removed) {
      var left = nextStart - System.nanoTime();
      if (stopped) {
        if (instance.state() == State.STOPPING) {
          // It was stopped between two incarnations.
          stoppedAs(instance.entering(State.STOPPED, clock.instant()));
        }
        wait();
      } else if (left > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } else {
        return true;
      }
    }
    return false;
  }

  /** One incarnation, if it is still wanted. */
  private void live() throws InterruptedException {
    var start = spec.get();
    var exitCode = CANNOT_START;
    var oomKillsBefore = oomKills(start);
    Optional<ChildProcess> child;
    synchronized (this) {
      if (isEnding()) {
        return;
      }
      child = spawn(start);
    }
    if (child.isPresent()) {
      var prober = Thread.ofVirtual().name("probe-" + name).start(() -> probe(start, child.get()));
      exitCode = child.get().waitFor();
      prober.interrupt();
      prober.join();
    }
    ended(new Instance.Exit(clock.instant(), exitCode, oomKills(start) > oomKillsBefore));
  }

  private static long oomKills(ChildSpec start) {
    return start.cgroup().map(Cgroup::oomKills).orElse(0L);
  }

  private synchronized void ended(Instance.Exit exit) {
    if (removed) {
      return;
    }
    if (stopped) {
      stoppedAs(instance.stoppedWith(exit));
      return;
    }
    var readyFor = readySince.map(since -> Duration.between(since, exit.at()));
    var delay = BACKOFF.after(waited, readyFor.orElse(Duration.ZERO));
    waited = Optional.of(delay);
    nextStart = System.nanoTime() + delay.toNanos();
    change(instance.endedWith(exit, Optional.of(exit.at().plus(delay))));
    events.accept(new PlatformEvent.Died(exit.at(), instance, exit));
  }

  private void stoppedAs(Instance next) {
    change(next);
    events.accept(new PlatformEvent.Stopped(instance.since(), instance));
  }

  private Optional<ChildProcess> spawn(ChildSpec start) {
    readySince = Optional.empty();
    unreadyUntil = clock.instant();
    try {
      var child = ChildProcess.start(name, start, guard, log);
      process = Optional.of(child);
      change(
          instance
              .startedAs(child.id(), start.metrics(), clock.instant())
              .limitedTo(start.limits()));
      return process;
    } catch (IOException e) {
      log.add("[could not be started: " + e.getMessage() + "]");
      return Optional.empty();
    }
  }

  private void probe(ChildSpec start, ChildProcess child) {
    var failures = 0;
    try {
      while (child.isAlive()) {
        awaitGoingOn();
        var asked = clock.instant();
        var ready = start.probe().ready();
        failures = ready ? 0 : failures + 1;
        report(ready, failures, asked);
        Thread.sleep(instance.isReady() ? PROBE_WHILE_READY : PROBE_WHILE_STARTING);
      }
    } catch (InterruptedException e) {
      // The child has ended: so does its probing.
      Thread.currentThread().interrupt();
    }
  }

  /** A frozen child is not probed: the result is known, and the requests would queue up there. */
  private synchronized void awaitGoingOn() throws InterruptedException {
    while (instance.state() == State.PAUSED) {
      wait();
    }
  }

  private synchronized void report(boolean ready, int failures, Instant asked) {
    if (isEnding() || instance.state() == State.PAUSED) {
      return;
    }
    if (!ready) {
      unreadyUntil = asked;
    }
    if (ready && !instance.isReady()) {
      everReady = true;
      readySince = readySince.or(() -> Optional.of(clock.instant()));
      change(instance.entering(State.READY, clock.instant()));
      events.accept(new PlatformEvent.Ready(unreadyUntil, instance.since(), instance));
    } else if (instance.isReady() && failures >= FAILED_PROBES_UNTIL_NOT_READY) {
      change(instance.entering(State.NOT_READY, clock.instant()));
      events.accept(new PlatformEvent.NotReady(instance.since(), instance));
    }
  }

  private synchronized void change(Instance next) {
    instance = next;
    notifyAll();
  }
}

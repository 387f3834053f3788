package switchboard.console.platform.local;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Instance.State;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.Role;

/**
 * Keeps one child process alive: starts it, waits until it is ready, watches that it stays so, and
 * starts it again when it dies. Reports every change as an event, whoever caused it.
 */
final class Supervisor {
  private static final Duration PROBE_WHILE_STARTING = Duration.ofMillis(20);
  private static final Duration PROBE_WHILE_READY = Duration.ofSeconds(1);
  private static final int FAILED_PROBES_UNTIL_NOT_READY = 2;

  /** What a shell answers for a command it cannot start. */
  private static final int CANNOT_START = 127;

  /** What a child sees of the console's own environment. */
  private static final Set<String> INHERITED =
      Set.of("PATH", "HOME", "LANG", "TMPDIR", "TMP", "SystemRoot");

  private final String name;
  private final Supplier<ChildSpec> spec;
  private final Guard guard;
  private final Clock clock;
  private final LogBuffer log;
  private final Consumer<PlatformEvent> events;
  private final Backoff backoff = new Backoff();

  private final Thread thread;

  // Guarded by this; written under the lock and read without it.
  private volatile Instance instance;
  private Process process;
  private boolean stopping;
  private boolean everReady;

  /**
   * @param spec asked before every start, so that a restart sees what changed since
   */
  Supervisor(
      String name,
      Role role,
      Supplier<ChildSpec> spec,
      Guard guard,
      LogBuffer log,
      Clock clock,
      Consumer<PlatformEvent> events) {
    this.name = name;
    this.spec = spec;
    this.guard = guard;
    this.log = log;
    this.clock = clock;
    this.events = events;
    instance = Instance.named(name, role, clock.instant());
    thread = Thread.ofVirtual().name("supervise-" + name).unstarted(this::run);
  }

  Instance instance() {
    return instance;
  }

  String logTail() {
    return log.tail(20);
  }

  void start() {
    thread.start();
  }

  /**
   * Waits until the child is ready.
   *
   * @return false when it died before it was ever ready, or the time ran out
   */
  synchronized boolean awaitReady(Duration timeout) throws InterruptedException {
    var deadline = System.nanoTime() + timeout.toNanos();
    while (!instance.isReady()) {
      var left = deadline - System.nanoTime();
      if (left <= 0 || (!everReady && instance.state() == State.RESTARTING)) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  /** Sends SIGKILL; false when there is no living process to send it to. */
  synchronized boolean kill() {
    if (process == null || !process.isAlive()) {
      return false;
    }
    return process.toHandle().destroyForcibly();
  }

  /**
   * Ends the child for good: SIGTERM, and SIGKILL when it has not ended within the grace period.
   */
  void stop(Duration grace) {
    Optional<Process> ending;
    synchronized (this) {
      stopping = true;
      ending = Optional.ofNullable(process);
      change(instance.entering(State.STOPPING, clock.instant()));
    }
    try {
      if (ending.isPresent()) {
        // The handle's, because the process's own closes the pipe that its last lines come through.
        ending.get().toHandle().destroy();
        if (!ending.get().waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
          log.add("[did not end within " + grace.toSeconds() + " s and was killed]");
          ending.get().destroyForcibly();
        }
      }
      thread.join();
    } catch (InterruptedException e) {
      ending.ifPresent(Process::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (live()) {
        // Each turn is one incarnation.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      change(instance.entering(State.STOPPED, clock.instant()));
      events.accept(new PlatformEvent.Removed(instance.since(), instance));
    }
  }

  /** One incarnation and the wait after its death; false when there shall be no other. */
  private boolean live() throws InterruptedException {
    var start = spec.get();
    var exitCode = CANNOT_START;
    var child = spawn(start);
    if (child.isPresent()) {
      var prober = Thread.ofVirtual().name("probe-" + name).start(() -> probe(start, child.get()));
      exitCode = child.get().waitFor();
      prober.interrupt();
      prober.join();
      guard.forget(child.get());
    }
    synchronized (this) {
      if (stopping) {
        return false;
      }
      var exit = new Instance.Exit(clock.instant(), exitCode);
      var readyFor =
          switch (instance.state()) {
            case READY, NOT_READY, PAUSED -> Duration.between(instance.since(), exit.at());
            case STARTING, RESTARTING, STOPPING, STOPPED -> Duration.ZERO;
          };
      change(instance.endedWith(exit, Optional.empty()));
      events.accept(new PlatformEvent.Died(exit.at(), instance, exit));
      pause(backoff.next(readyFor));
      return !stopping;
    }
  }

  private synchronized void pause(Duration delay) throws InterruptedException {
    var deadline = System.nanoTime() + delay.toNanos();
    for (var left = delay.toNanos(); left > 0 && !stopping; left = deadline - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private synchronized Optional<Process> spawn(ChildSpec start) {
    if (stopping) {
      return Optional.empty();
    }
    var builder = new ProcessBuilder(start.command()).redirectErrorStream(true);
    builder.environment().keySet().retainAll(INHERITED);
    builder.environment().putAll(start.environment());
    try {
      process = builder.start();
      guard.watch(process);
      process.getOutputStream().close();
    } catch (IOException e) {
      log.add("[could not be started: " + e.getMessage() + "]");
      return Optional.empty();
    }
    var output = process.inputReader();
    // A platform thread: reading a pipe would hold a virtual thread's carrier.
    Thread.ofPlatform().daemon().name("log-" + name).start(() -> log.drain(output));
    var pid = Long.toString(process.pid());
    change(instance.startedAs(pid, start.metrics(), clock.instant()));
    return Optional.of(process);
  }

  private void probe(ChildSpec start, Process child) {
    var failures = 0;
    try {
      while (child.isAlive()) {
        var ready = start.probe().ready();
        failures = ready ? 0 : failures + 1;
        report(ready, failures);
        Thread.sleep(instance.isReady() ? PROBE_WHILE_READY : PROBE_WHILE_STARTING);
      }
    } catch (InterruptedException e) {
      // The child has ended: so does its probing.
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void report(boolean ready, int failures) {
    if (stopping) {
      return;
    }
    if (ready && !instance.isReady()) {
      everReady = true;
      change(instance.entering(State.READY, clock.instant()));
      events.accept(new PlatformEvent.Ready(instance.since(), instance));
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

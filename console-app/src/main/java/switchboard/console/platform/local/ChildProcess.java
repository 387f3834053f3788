package switchboard.console.platform.local;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One incarnation of a child: a process that ends with the console, and whose output is kept. */
final class ChildProcess {
  /** What a child sees of the console's own environment. */
  private static final Set<String> INHERITED =
      Set.of(
          "PATH",
          "HOME",
          "LANG",
          "LC_ALL",
          "LC_CTYPE",
          "TMPDIR",
          "TMP",
          "SystemRoot",
          "ALLOWED_HOSTS");

  private static final Duration LAST_LINES = Duration.ofMillis(500);

  private final Process process;
  private final Watchdog guard;
  private final LogBuffer log;
  private final Thread reader;

  private ChildProcess(Process process, Watchdog guard, LogBuffer log, Thread reader) {
    this.process = process;
    this.guard = guard;
    this.log = log;
    this.reader = reader;
  }

  static ChildProcess start(String name, ChildSpec spec, Watchdog guard, LogBuffer log)
      throws IOException {
    var builder = new ProcessBuilder(spec.command()).redirectErrorStream(true);
    builder.environment().keySet().retainAll(INHERITED);
    builder.environment().putAll(spec.environment());
    var process = builder.start();
    guard.watch(process);
    process.getOutputStream().close();
    var output = process.inputReader();
    // A platform thread: reading a pipe would hold a virtual thread's carrier.
    var reader = Thread.ofPlatform().daemon().name("log-" + name).start(() -> log.drain(output));
    return new ChildProcess(process, guard, log, reader);
  }

  /** The process id. */
  String id() {
    return Long.toString(process.pid());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end, however that comes, and its last lines, and returns the exit code. */
  int waitFor() throws InterruptedException {
    var exitCode = process.waitFor();
    // Not for ever: what it has started itself may live on, and hold the pipe open.
    reader.join(LAST_LINES);
    guard.forget(process);
    return exitCode;
  }

  /** Sends SIGKILL; false when it has ended. */
  boolean kill() {
    // The handle's, because the process's own closes the pipe that its last lines come through.
    return process.isAlive() && process.toHandle().destroyForcibly();
  }

  /** Sends a signal of job control; false when it has ended. */
  boolean send(Signal signal) throws IOException {
    return signal.sendTo(process.toHandle());
  }

  /**
   * Ends it: SIGTERM, and SIGKILL when it has not ended within the grace period or the thread is
   * interrupted.
   */
  void end(Duration grace) throws InterruptedException {
    process.toHandle().destroy();
    letGoOn();
    try {
      if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        log.add("[did not end within " + grace.toSeconds() + " s and was killed]");
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      throw e;
    }
  }

  /** A stopped process, whoever stopped it, does not see SIGTERM. */
  private void letGoOn() {
    if (Signal.areThere()) {
      try {
        Signal.CONT.sendTo(process.toHandle());
      } catch (IOException e) {
        log.add("[could not be unfrozen: " + e.getMessage() + "]");
      }
    }
  }
}

package switchboard.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A process of this machine that no later one is taken for: a process id alone is used again.
 *
 * @param started as the operating system says
 */
public record ProcessIdentity(long pid, Instant started) {
  /**
   * How much two readings of one start may differ: Linux counts from the boot, whose time is in
   * whole seconds and moves when the clock is set.
   */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  public ProcessIdentity {
    Objects.requireNonNull(started);
  }

  /** The process that this is. */
  public static ProcessIdentity ofThisProcess() {
    return of(ProcessHandle.current()).orElseThrow();
  }

  /** Empty when it has ended, and where the system does not say when it started. */
  public static Optional<ProcessIdentity> of(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(started -> new ProcessIdentity(process.pid(), started));
  }

  /** The process itself, as long as it lives. */
  public Optional<ProcessHandle> living() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> of(process).filter(this::isSame).isPresent());
  }

  private boolean isSame(ProcessIdentity other) {
    return Duration.between(started, other.started).abs().compareTo(TOLERANCE) <= 0;
  }
}

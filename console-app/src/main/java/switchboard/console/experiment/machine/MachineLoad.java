package switchboard.console.experiment.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What this machine has to do beside the system, at one moment. Linux tells two of the figures;
 * elsewhere the loop alone says something.
 *
 * @param loop how long a fixed number of steps took
 * @param waitingPercent the share of the last ten seconds in which a task waited for a CPU; source:
 *     kernel.org/doc/html/latest/accounting/psi.html
 * @param ticks of the CPUs since the machine's start
 */
public record MachineLoad(Duration loop, OptionalDouble waitingPercent, Optional<Ticks> ticks) {
  private static final Pattern WAITING = Pattern.compile("some avg10=(\\d+\\.\\d+) .*");

  /** Six dependent operations each: about 2 ms on a core of 3 GHz, and 30 ms for all times. */
  private static final int STEPS = 1_000_000;

  private static final int TIMES = 15;

  /**
   * CPU time in the kernel's own unit; source: the line "cpu" of proc_stat(5).
   *
   * @param stolen what a hypervisor gave to others
   */
  public record Ticks(long all, long stolen) {}

  public MachineLoad {
    Objects.requireNonNull(loop);
    Objects.requireNonNull(waitingPercent);
    Objects.requireNonNull(ticks);
  }

  /** As it is now; takes less than 50 ms where nothing disturbs. */
  public static MachineLoad now() {
    return of(Path.of("/proc"), loopTime());
  }

  static MachineLoad of(Path proc, Duration loop) {
    return new MachineLoad(
        loop,
        firstLine(proc.resolve("pressure/cpu"))
            .map(MachineLoad::waiting)
            .orElseGet(OptionalDouble::empty),
        firstLine(proc.resolve("stat")).flatMap(MachineLoad::ticks));
  }

  private static Optional<String> firstLine(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.findFirst();
    } catch (IOException e) {
      // Not this system's: then it is not known.
      return Optional.empty();
    }
  }

  private static OptionalDouble waiting(String line) {
    var parts = WAITING.matcher(line);
    return parts.matches()
        ? OptionalDouble.of(Double.parseDouble(parts.group(1)))
        : OptionalDouble.empty();
  }

  /** user nice system idle iowait irq softirq steal: guests are in the first two. */
  private static Optional<Ticks> ticks(String line) {
    var columns = line.trim().split("\\s+", -1);
    if (columns.length < 9 || !columns[0].equals("cpu")) {
      return Optional.empty();
    }
    var all = 0L;
    for (var column = 1; column <= 8; column++) {
      all += Long.parseLong(columns[column]);
    }
    return Optional.of(new Ticks(all, Long.parseLong(columns[8])));
  }

  /** The shortest of several: a single one may meet the compiler or the collector. */
  private static Duration loopTime() {
    var shortest = Long.MAX_VALUE;
    for (var time = 0; time < TIMES; time++) {
      var begun = System.nanoTime();
      var mixed = mix(begun);
      var nanos = System.nanoTime() - begun;
      // What nobody uses would not be computed.
      shortest = Math.min(shortest, mixed == 0 ? nanos + 1 : nanos);
    }
    return Duration.ofNanos(shortest);
  }

  /** Marsaglia, Xorshift RNGs, 2003: each step needs the one before, so none is left out. */
  private static long mix(long seed) {
    var state = seed | 1;
    for (var step = 0; step < STEPS; step++) {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
    }
    return state;
  }
}

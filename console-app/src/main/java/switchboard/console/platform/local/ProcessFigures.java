package switchboard.console.platform.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import switchboard.console.platform.ResourceReading;

/** What a process on this machine has consumed, as its kernel knows. */
final class ProcessFigures {
  /** As in proc_pid_status(5), in KiB. */
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

  private static final long KIB = 1024;

  private ProcessFigures() {}

  /** Empty when it has ended, or belongs to somebody else. */
  static Optional<ResourceReading> of(long pid, Instant now) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(cpuTime -> new ResourceReading(now, cpuTime, resident(pid)));
  }

  private static OptionalLong resident(long pid) {
    try {
      var status =
          RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
      return status.find()
          ? OptionalLong.of(Long.parseLong(status.group(1)) * KIB)
          : OptionalLong.empty();
    } catch (IOException e) {
      // Only Linux has it, and only while the process lives.
      return OptionalLong.empty();
    }
  }
}

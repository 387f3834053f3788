package switchboard.chat.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The control group of this container, version 1 or 2, as seen from within it. Every figure is read
 * afresh; one that the kernel does not give, or that says "no limit", is empty.
 */
final class Cgroup {
  /** Version 1 says "no limit" by a number close to the largest, rounded down to a page. */
  private static final double NO_LIMIT_BYTES = 1L << 60;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MICROS_PER_SECOND = 1e6;

  private final Path root;
  private final boolean versionTwo;

  Cgroup(Path root) {
    this.root = root;
    this.versionTwo = Files.exists(root.resolve("cgroup.controllers"));
  }

  OptionalDouble cpuLimitCores() {
    if (versionTwo) {
      var quotaAndPeriod = text(root.resolve("cpu.max")).split(" ", -1);
      return quotaAndPeriod.length == 2
          ? divide(number(quotaAndPeriod[0]), number(quotaAndPeriod[1]))
          : OptionalDouble.empty();
    }
    var quota = number(text(cpu("cpu.cfs_quota_us")));
    return quota.isPresent() && quota.getAsDouble() > 0
        ? divide(quota, number(text(cpu("cpu.cfs_period_us"))))
        : OptionalDouble.empty();
  }

  OptionalDouble cpuUsageSeconds() {
    return versionTwo
        ? scaled(field(root.resolve("cpu.stat"), "usage_usec"), MICROS_PER_SECOND)
        : scaled(number(text(controller("cpuacct", "cpuacct.usage"))), NANOS_PER_SECOND);
  }

  OptionalDouble cfsPeriods() {
    return field(cpuStat(), "nr_periods");
  }

  OptionalDouble cfsThrottledPeriods() {
    return field(cpuStat(), "nr_throttled");
  }

  OptionalDouble cfsThrottledSeconds() {
    return versionTwo
        ? scaled(field(cpuStat(), "throttled_usec"), MICROS_PER_SECOND)
        : scaled(field(cpuStat(), "throttled_time"), NANOS_PER_SECOND);
  }

  OptionalDouble memoryLimitBytes() {
    var limit =
        versionTwo
            ? number(text(root.resolve("memory.max")))
            : number(text(memory("memory.limit_in_bytes")));
    return limit.isPresent() && limit.getAsDouble() < NO_LIMIT_BYTES
        ? limit
        : OptionalDouble.empty();
  }

  /** Usage without the inactive file cache: the figure that kubelet and cAdvisor go by. */
  OptionalDouble memoryWorkingSetBytes() {
    var usage =
        versionTwo
            ? number(text(root.resolve("memory.current")))
            : number(text(memory("memory.usage_in_bytes")));
    var inactiveFile =
        versionTwo
            ? field(root.resolve("memory.stat"), "inactive_file")
            : field(memory("memory.stat"), "total_inactive_file");
    return usage.isPresent() && inactiveFile.isPresent()
        ? OptionalDouble.of(Math.max(0, usage.getAsDouble() - inactiveFile.getAsDouble()))
        : OptionalDouble.empty();
  }

  private Path cpuStat() {
    return versionTwo ? root.resolve("cpu.stat") : cpu("cpu.stat");
  }

  private Path cpu(String file) {
    return controller("cpu", file);
  }

  private Path memory(String file) {
    return root.resolve("memory").resolve(file);
  }

  /** Version 1 often mounts cpu and cpuacct together. */
  private Path controller(String name, String file) {
    var own = root.resolve(name).resolve(file);
    return Files.exists(own) ? own : root.resolve("cpu,cpuacct").resolve(file);
  }

  private static OptionalDouble field(Path file, String name) {
    for (var line : lines(file)) {
      if (line.startsWith(name + " ")) {
        return number(line.substring(name.length() + 1));
      }
    }
    return OptionalDouble.empty();
  }

  private static String text(Path file) {
    var lines = lines(file);
    return lines.isEmpty() ? "" : lines.getFirst();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException absent) {
      return List.of();
    }
  }

  private static OptionalDouble number(String text) {
    try {
      return OptionalDouble.of(Double.parseDouble(text.strip()));
    } catch (NumberFormatException unlimitedOrAbsent) {
      return OptionalDouble.empty();
    }
  }

  private static OptionalDouble scaled(OptionalDouble value, double perUnit) {
    return divide(value, OptionalDouble.of(perUnit));
  }

  private static OptionalDouble divide(OptionalDouble dividend, OptionalDouble divisor) {
    return dividend.isPresent() && divisor.isPresent() && divisor.getAsDouble() > 0
        ? OptionalDouble.of(dividend.getAsDouble() / divisor.getAsDouble())
        : OptionalDouble.empty();
  }
}

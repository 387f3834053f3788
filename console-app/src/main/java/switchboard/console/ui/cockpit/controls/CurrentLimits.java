package switchboard.console.ui.cockpit.controls;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;

/**
 * The current limits of the replicas.
 *
 * @param replicas of each; empty for one without limits
 * @param newest the last that were seen, which replicas to come get
 */
record CurrentLimits(List<Optional<Limits>> replicas, Optional<Limits> newest) {
  /** Less cannot be seen in what is shown of a number of cores. */
  private static final double CPUS_APART = 0.005;

  static final CurrentLimits UNKNOWN = new CurrentLimits(List.of(), Optional.empty());

  CurrentLimits {
    replicas = List.copyOf(replicas);
    Objects.requireNonNull(newest);
  }

  /** What is in force after this, given what the system now has. */
  CurrentLimits seen(List<Instance> backends) {
    var limits = backends.stream().map(Instance::limits).toList();
    return new CurrentLimits(
        limits, limits.stream().flatMap(Optional::stream).findFirst().or(this::newest));
  }

  /** Whether there is anything to do to bring these about. */
  boolean differsFrom(Limits wanted) {
    return cpusDifferFrom(wanted) || memoryDiffersFrom(wanted);
  }

  /** Whether replicas have not all the same. */
  boolean isMixed() {
    return replicas.stream()
        .anyMatch(
            each ->
                each.isPresent() != newest.isPresent()
                    || each.stream().anyMatch(this::differsFrom));
  }

  private boolean cpusDifferFrom(Limits wanted) {
    return any(limits -> Math.abs(limits.cpus() - wanted.cpus()) >= CPUS_APART);
  }

  private boolean memoryDiffersFrom(Limits wanted) {
    return any(limits -> limits.memoryBytes() != wanted.memoryBytes());
  }

  /** Of replicas or, without any, of those to come; one without limits differs from all. */
  private boolean any(Predicate<Limits> differs) {
    return replicas.isEmpty()
        ? newest.map(differs::test).orElse(true)
        : replicas.stream().anyMatch(each -> each.map(differs::test).orElse(true));
  }

  /** "Apply to 3 replicas". */
  String apply() {
    return switch (replicas.size()) {
      case 0 -> "Apply to future replicas";
      case 1 -> "Apply to 1 replica";
      default -> "Apply to " + replicas.size() + " replicas";
    };
  }

  /**
   * What bringing these about does to replicas and users, and what to know before; or nothing.
   *
   * @param liveCpu see {@link switchboard.console.platform.capability.Limiting#limitsCpuLive}
   */
  String hint(Limits wanted, boolean liveCpu) {
    var consequence = liveCpu ? consequence(wanted) : replacement(wanted);
    if (isMixed()) {
      return ("Limits differ between replicas. " + consequence).strip();
    }
    return newest.isEmpty() && !replicas.isEmpty()
        ? "Replicas have no limits yet. " + consequence
        : consequence;
  }

  private String replacement(Limits wanted) {
    return replicas.isEmpty() || !differsFrom(wanted)
        ? ""
        : "New limits replace the replicas one at a time, each once its replacement is ready.";
  }

  private String consequence(Limits wanted) {
    if (replicas.isEmpty()) {
      return "";
    }
    if (memoryDiffersFrom(wanted)) {
      return replicas.size() == 1
          ? "A new memory limit restarts the replica, to resize its heap. With a single replica,"
              + " users have to wait."
          : "A new memory limit restarts the replicas one at a time, to resize their heaps.";
    }
    return cpusDifferFrom(wanted) ? "CPU limits change without a restart." : "";
  }
}

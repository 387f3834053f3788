package switchboard.console.sweep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import switchboard.console.metrics.panel.Reading;
import switchboard.console.metrics.panel.ReadingValues;
import switchboard.console.platform.Instance;
import switchboard.console.platform.SystemState;
import switchboard.console.session.Snapshot;

/**
 * Collects what replicas use while they are measured, snapshot by snapshot. Any thread may call.
 */
final class Meter {
  /** HotSpot's, with -XX:+ExitOnOutOfMemoryError (globalDefinitions: os::exit(3)). */
  private static final int OUT_OF_HEAP = 3;

  private static final double PERCENTILE = 0.95;

  private final Instant since;
  private final List<Double> cores = new ArrayList<>();
  private final List<Double> requests = new ArrayList<>();
  private double peakBytes = Double.NaN;
  private double peakShare = Double.NaN;
  private boolean killedForMemory;
  private Instant newest = Instant.EPOCH;

  /**
   * @param since an earlier end of a replica is none of this measurement's
   */
  Meter(Instant since) {
    this.since = since;
  }

  /**
   * Takes the next snapshot.
   *
   * @param loaded whether all users are connected: how much is used says nothing before
   */
  synchronized void see(Snapshot snapshot, boolean loaded) {
    see(snapshot.system());
    var replicas = snapshot.system().backends();
    var values = snapshot.measured().values();
    if (!loaded || !values.at().isAfter(newest)) {
      return;
    }
    newest = values.at();
    var readings = snapshot.measured().readings();
    values.value(readings.requests()).ifPresent(requests::add);
    for (var replica : replicas) {
      values.value(readings.replicaCpu(), replica.name()).ifPresent(cores::add);
      memory(values, readings.replicaWorkingSet(), readings.replicaMemory(), replica)
          .ifPresent(bytes -> seeMemory(bytes, replica));
    }
  }

  /** Looks for replicas that ended for want of memory. */
  synchronized void see(SystemState system) {
    system.backends().forEach(this::seeExit);
  }

  private void seeExit(Instance replica) {
    replica
        .lastExit()
        .filter(exit -> exit.at().isAfter(since))
        .filter(exit -> exit.oomKilled() || exit.code() == OUT_OF_HEAP)
        .ifPresent(exit -> killedForMemory = true);
  }

  /**
   * Without a control group there is no working set, and what is resident is as near as it gets.
   */
  private static OptionalDouble memory(
      ReadingValues values, Reading workingSet, Reading resident, Instance replica) {
    var exact = values.value(workingSet, replica.name());
    return exact.isPresent() ? exact : values.value(resident, replica.name());
  }

  private void seeMemory(double bytes, Instance replica) {
    peakBytes = Double.isNaN(peakBytes) ? bytes : Math.max(peakBytes, bytes);
    replica
        .limits()
        .ifPresent(
            limits -> {
              var share = bytes / limits.memoryBytes();
              peakShare = Double.isNaN(peakShare) ? share : Math.max(peakShare, share);
            });
  }

  synchronized boolean killedForMemory() {
    return killedForMemory;
  }

  /** The 95th percentile, by the nearest rank, of the use of each replica each second. */
  synchronized OptionalDouble cpuP95Cores() {
    if (cores.isEmpty()) {
      return OptionalDouble.empty();
    }
    var sorted = cores.stream().sorted().toList();
    return OptionalDouble.of(sorted.get((int) Math.ceil(PERCENTILE * sorted.size()) - 1));
  }

  synchronized OptionalDouble peakBytes() {
    return known(peakBytes);
  }

  /** Of the memory limit. */
  synchronized OptionalDouble peakShare() {
    return known(peakShare);
  }

  synchronized OptionalDouble requestsPerSecond() {
    return requests.stream().mapToDouble(Double::doubleValue).average();
  }

  private static OptionalDouble known(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}

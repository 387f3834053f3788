package switchboard.console.platform.compose.engine;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.MemoryStatsConfig;
import com.github.dockerjava.api.model.Statistics;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import switchboard.console.platform.ResourceReading;

/** Keeps the last of a container's statistics that the engine sends. */
final class ContainerStats extends ResultCallback.Adapter<Statistics> {
  private volatile Optional<Statistics> last = Optional.empty();

  @Override
  public void onNext(Statistics statistics) {
    last = Optional.of(statistics);
  }

  /** Empty when the container does not run, of which the engine sends figures without values. */
  Optional<ResourceReading> consumption() {
    return last.flatMap(ContainerStats::consumption);
  }

  static Optional<ResourceReading> consumption(Statistics statistics) {
    var cpu = Optional.ofNullable(statistics.getCpuStats().getCpuUsage());
    return cpu.map(usage -> usage.getTotalUsage())
        .filter(nanos -> nanos > 0)
        .map(
            nanos ->
                new ResourceReading(
                    Instant.parse(statistics.getRead()),
                    Duration.ofNanos(nanos),
                    workingSet(statistics.getMemoryStats())));
  }

  /** As {@code docker stats} shows it: without the files' pages that can be dropped at any time. */
  private static OptionalLong workingSet(MemoryStatsConfig memory) {
    if (memory == null || memory.getUsage() == null) {
      return OptionalLong.empty();
    }
    var stats = Optional.ofNullable(memory.getStats());
    var droppable =
        stats
            .map(each -> each.getTotalInactiveFile())
            .or(() -> stats.map(each -> each.getInactiveFile()))
            .orElse(0L);
    return OptionalLong.of(Math.max(0, memory.getUsage() - droppable));
  }
}

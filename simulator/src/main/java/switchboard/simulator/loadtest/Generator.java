package switchboard.simulator.loadtest;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import switchboard.simulator.measure.Latency;

/**
 * What the simulator itself did during a load test, and whether it was the limit. All runs on its
 * one event loop, so a loop that used a whole core could not have sent more. Confined to the event
 * loop.
 */
final class Generator {
  /** The share of a core from which on the event loop has no time left. */
  static final double FULL = 0.95;

  /** How late requests may be sent, 99th percentile; as for the users' timers in a run. */
  static final Duration LATE = Duration.ofMillis(10);

  private static final Path SCHEDULED = Path.of("/proc/thread-self/schedstat");

  private final Latency lateness = new Latency();
  private final Used before = Used.now();
  private final int atOnce;
  private long sent;
  private long notSent;

  /** {@code atOnce}: how many requests may wait for an answer. */
  Generator(int atOnce) {
    this.atOnce = atOnce;
  }

  /**
   * What the thread has used so far.
   *
   * @param waited for a core, where the system says so
   */
  private record Used(OptionalLong cpu, OptionalLong waited) {
    static Used now() {
      long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      return new Used(nanos < 0 ? OptionalLong.empty() : OptionalLong.of(nanos), waitedNanos());
    }

    /** The second number of what Linux says: run, waited, how often. */
    private static OptionalLong waitedNanos() {
      try {
        return OptionalLong.of(Long.parseLong(Files.readString(SCHEDULED).split(" ")[1]));
      } catch (IOException | RuntimeException e) {
        return OptionalLong.empty();
      }
    }
  }

  /** A request that was due is sent, this much later. */
  void sent(long lateNanos) {
    sent++;
    lateness.record(lateNanos);
  }

  /** A request that was due is not sent, since too many wait for an answer. */
  void notSent() {
    notSent++;
  }

  /** The figures, and why the generator was the limit if it was; absent is not known. */
  JsonObject toJson(double seconds) {
    var now = Used.now();
    var cores = cores(before.cpu(), now.cpu(), seconds);
    var json = new JsonObject();
    cores.ifPresent(share -> json.put("cpuCores", share));
    cores(before.waited(), now.waited(), seconds)
        .ifPresent(share -> json.put("waitingForCpuCores", share));
    if (sent > 0) {
      json.put("latenessMillis", lateness.sinceStart(false));
    }
    json.put("notSent", notSent);
    limit(cores, sent == 0 ? 0 : lateness.sinceStart().p99(), notSent, atOnce)
        .ifPresent(sentence -> json.put("limit", sentence));
    return json;
  }

  private static OptionalDouble cores(OptionalLong from, OptionalLong until, double seconds) {
    return from.isEmpty() || until.isEmpty() || seconds <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((until.getAsLong() - from.getAsLong()) / 1e9 / seconds);
  }

  /**
   * Why the simulator, and not the system, was the limit; empty when it was not.
   *
   * @param lateMillis 99th percentile
   */
  static Optional<String> limit(OptionalDouble cores, double lateMillis, long notSent, int atOnce) {
    if (notSent > 0) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%d requests were not sent, because %d were waiting for an answer",
              notSent,
              atOnce));
    }
    if (lateMillis > LATE.toMillis()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "requests were sent up to %.0f ms late (p99), and at most %d ms are allowed",
              lateMillis,
              LATE.toMillis()));
    }
    return cores.isPresent() && cores.getAsDouble() >= FULL
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "the simulator's event loop used %.2f of the one core that it can use",
                cores.getAsDouble()))
        : Optional.empty();
  }
}

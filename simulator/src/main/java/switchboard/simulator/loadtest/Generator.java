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
import switchboard.simulator.measure.Percentiles;

/**
 * What the simulator itself did during a load test, and whether it was the limit. All runs on its
 * one event loop: one that used a whole core could not have sent more, and what it is late is part
 * of every time that it measures. Confined to the event loop.
 */
final class Generator {
  /** The share of a core from which on the event loop has no time left. */
  static final double FULL = 0.95;

  /** How late requests may be sent, 99th percentile; as for the users' timers in a run. */
  static final Duration LATE = Duration.ofMillis(10);

  /** Of the times that are measured, the share that may be the simulator's own. */
  static final double OWN_SHARE = 0.1;

  /** Timers are as late as that on an idle machine. */
  static final double NEVER_LATE_MILLIS = 1;

  private static final Path SCHEDULED = Path.of("/proc/thread-self/schedstat");

  private final Latency lateness = new Latency();
  private final Used before = Used.now();
  private final Plan.Shape shape;
  private final int atOnce;
  private long notSent;

  /** {@code atOnce}: how many requests may wait for an answer. */
  Generator(Plan.Shape shape, int atOnce) {
    this.shape = shape;
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
        return OptionalLong.of(Long.parseLong(Files.readString(SCHEDULED).split(" ", 3)[1]));
      } catch (IOException | RuntimeException e) {
        return OptionalLong.empty();
      }
    }
  }

  /** The loop did this much later what was due: sent a request or, in between, did nothing. */
  void late(long nanos) {
    lateness.record(nanos);
  }

  /** A request that was due is not sent, since too many wait for an answer. */
  void notSent() {
    notSent++;
  }

  /**
   * The figures, and why the generator was the limit if it was; absent is not known.
   *
   * @param measured the times of the answers
   */
  JsonObject toJson(double seconds, Percentiles measured) {
    var now = Used.now();
    var cores = cores(before.cpu(), now.cpu(), seconds);
    var json = new JsonObject();
    cores.ifPresent(share -> json.put("cpuCores", share));
    cores(before.waited(), now.waited(), seconds)
        .ifPresent(share -> json.put("waitingForCpuCores", share));
    var late = lateness.sinceStart();
    if (late.count() > 0) {
      json.put("latenessMillis", late.toJson());
    }
    json.put("notSent", notSent);
    leftOut()
        .or(() -> limit(shape, late, measured))
        .or(() -> limit(cores))
        .ifPresent(sentence -> json.put("limit", sentence));
    return json;
  }

  private static OptionalDouble cores(OptionalLong from, OptionalLong until, double seconds) {
    return from.isEmpty() || until.isEmpty() || seconds <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((until.getAsLong() - from.getAsLong()) / 1e9 / seconds);
  }

  private Optional<String> leftOut() {
    return notSent == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%d requests were not sent, because %d were waiting for an answer",
                notSent,
                atOnce));
  }

  /**
   * Why the simulator was too late: requests at a rate would not have had that rate, and of the
   * times of others too much would be its own.
   */
  static Optional<String> limit(Plan.Shape shape, Percentiles late, Percentiles measured) {
    if (late.count() == 0 || measured.count() == 0) {
      return Optional.empty();
    }
    return switch (shape) {
      case Plan.Open open ->
          late.p99() <= LATE.toMillis()
              ? Optional.empty()
              : Optional.of(
                  String.format(
                      Locale.ROOT,
                      "requests were sent up to %.0f ms late (p99), and at most %d ms are allowed",
                      late.p99(),
                      LATE.toMillis()));
      case Plan.Closed closed ->
          late.mean() <= Math.max(NEVER_LATE_MILLIS, OWN_SHARE * measured.mean())
              ? Optional.empty()
              : Optional.of(
                  String.format(
                      Locale.ROOT,
                      "the simulator was late by %.1f ms in the mean, which is more than a tenth of"
                          + " the %.1f ms that were measured",
                      late.mean(),
                      measured.mean()));
    };
  }

  /** Why the simulator had no time left. */
  static Optional<String> limit(OptionalDouble cores) {
    return cores.isPresent() && cores.getAsDouble() >= FULL
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "the simulator's event loop used %.2f of the one core that it can use",
                cores.getAsDouble()))
        : Optional.empty();
  }
}

package switchboard.console.sweep.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import switchboard.console.sweep.search.SweepTrial.State;

/**
 * A system whose cheapest configuration is known: two replicas for the kill, 192 MiB to start, and
 * a p99 that falls with the cores of all, as of a queue that fills.
 */
public final class ModelTarget {
  static final long MIB = 1L << 20;
  public static final Space SPACE =
      new Space(
          List.of(1, 2, 3),
          List.of(0.25, 0.35, 0.5, 0.75, 1.0),
          List.of(128 * MIB, 192 * MIB, 256 * MIB, 384 * MIB));

  private static final double LIMIT_MILLIS = 100;

  private final Random noise;
  private final double spread;
  private final double coresNeeded;
  private final Map<Configuration, Integer> unmeasurable = new HashMap<>();

  /**
   * @param coresNeeded of all replicas together, for a p99 at its limit
   * @param spread the standard deviation of the noise, as a share
   */
  public ModelTarget(double coresNeeded, double spread, long seed) {
    this.coresNeeded = coresNeeded;
    this.spread = spread;
    noise = new Random(seed);
  }

  /** Cannot be measured this many times. */
  void disturb(Configuration one, int times) {
    unmeasurable.put(one, times);
  }

  private double p99(Configuration at) {
    return LIMIT_MILLIS * Math.pow(coresNeeded / (at.replicas() * at.limits().cpus()), 2);
  }

  /** Whether it passes when there is no noise. */
  boolean passes(Configuration one) {
    return one.replicas() >= 2
        && one.limits().memoryBytes() >= 192 * MIB
        && p99(one) <= LIMIT_MILLIS;
  }

  public SweepTrial measure(Configuration at) {
    if (unmeasurable.merge(at, -1, Integer::sum) >= 0) {
      return trial(at, State.UNKNOWN, "the simulator was late", simulatorLate());
    }
    if (at.limits().memoryBytes() < 192 * MIB) {
      var seen = EvidenceOf.notStarted("it ended", true);
      return trial(at, State.FAILED, "backend-1 did not become ready", seen);
    }
    if (at.replicas() < 2) {
      return trial(at, State.FAILED, "users were disconnected in the kill", LimitEvidence.NONE);
    }
    var measured = p99(at) * (1 + spread * noise.nextGaussian());
    return measured <= LIMIT_MILLIS
        ? trial(at, State.PASSED, "", LimitEvidence.NONE)
        : trial(at, State.FAILED, "deliveries.p99<=100ms", EvidenceOf.throttled(44));
  }

  private static LimitEvidence simulatorLate() {
    return EvidenceOf.late();
  }

  private static SweepTrial trial(
      Configuration at, State state, String sentence, LimitEvidence seen) {
    return new SweepTrial(at, state, sentence, Limitation.of(seen), Figures.NONE, null);
  }

  /** The cheapest by trying all. */
  public Configuration cheapest() {
    return SPACE.all().stream()
        .filter(this::passes)
        .min(Comparator.comparingDouble(Weights.DEFAULT::cost))
        .orElseThrow();
  }

  /** Goes on from what was measured before, until the search is over. */
  Trials search(SweepSearch by, List<SweepTrial> before) {
    return search(by, before, Integer.MAX_VALUE);
  }

  Trials search(SweepSearch by, List<SweepTrial> before, int atMost) {
    var all = new ArrayList<>(before);
    while (all.size() < atMost) {
      Optional<Configuration> next = by.next(new Trials(SPACE, Weights.DEFAULT, all));
      if (next.isEmpty()) {
        break;
      }
      all.add(measure(next.get()));
    }
    return new Trials(SPACE, Weights.DEFAULT, all);
  }

  /** Evidence with one thing planted. */
  static final class EvidenceOf {
    private EvidenceOf() {}

    static LimitEvidence notStarted(String why, boolean forMemory) {
      return new LimitEvidence(
          Optional.of(why),
          forMemory,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          false);
    }

    static LimitEvidence throttled(double percent) {
      return shares(percent, 0.5, 0.3, 0.2, 0.4);
    }

    static LimitEvidence late() {
      return new LimitEvidence(
          Optional.empty(),
          false,
          OptionalDouble.of(50),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          true);
    }

    static LimitEvidence shares(
        double throttledPercent, double memory, double gateway, double store, double machine) {
      return new LimitEvidence(
          Optional.empty(),
          false,
          OptionalDouble.of(throttledPercent),
          OptionalDouble.of(memory),
          OptionalDouble.of(gateway),
          OptionalDouble.of(store),
          OptionalDouble.of(machine),
          false);
    }
  }
}

package switchboard.console.experiment.probe;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import switchboard.console.verdict.Figure;

/**
 * A question that is asked of the system at moments of a run, and the answers that hold.
 *
 * @param id unique in the experiment
 * @param least that holds
 * @param most that holds
 * @param when it is asked; each has a result of its own
 * @param failsWithoutData whether no answer at all makes the run failed; invalid otherwise
 */
public record Probe(
    String id,
    Source source,
    OptionalDouble least,
    OptionalDouble most,
    Set<When> when,
    boolean failsWithoutData) {

  /** A moment or a time of a run. */
  public enum When {
    /** Once, before the first step. */
    BEFORE,
    /** Each second while a fault is at work or its recovery is observed. */
    DURING,
    /** Once, at the end, before the load is taken away. */
    AFTER,
    /** Each second from the end of the warm-up. */
    CONTINUOUS;

    /** Its name in files and in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whom a probe asks. */
  public sealed interface Source {
    /** What is asked, for a sentence: "promql max(up)". */
    String text();
  }

  /** The simulated users, of the last ten seconds. */
  public record Users(Figure figure) implements Source {
    public Users {
      if (!figure.hasPhases()) {
        throw new IllegalArgumentException(
            figure.name()
                + " is not known while a run lasts. Use requests.failed, requests.p99,"
                + " deliveries.p99 or another percentile, or users.disconnectedSeconds.");
      }
    }

    @Override
    public String text() {
      return figure.name();
    }
  }

  /** The system's Prometheus, where there is one: the largest value of the answer. */
  public record Query(String promql) implements Source {
    @Override
    public String text() {
      return promql;
    }
  }

  /**
   * The gateway: how many of some requests are not answered with success within two seconds.
   *
   * @param path with a slash at its beginning
   * @param requests one after the other
   */
  public record Http(String path, int requests) implements Source {
    public Http {
      if (!path.startsWith("/")) {
        throw new IllegalArgumentException(
            "found '" + path + "'; expected a path, such as /healthz");
      }
    }

    @Override
    public String text() {
      return "failed of " + requests + " GET " + path;
    }
  }

  /** The engine that runs the system. */
  public enum Engine implements Source {
    REPLICAS("replicas"),
    READY_REPLICAS("replicas.ready"),
    /** How often replicas were started again since the launch. */
    RESTARTS("restarts");

    private final String word;

    Engine(String word) {
      this.word = word;
    }

    @Override
    public String text() {
      return word;
    }
  }

  public Probe {
    Objects.requireNonNull(id);
    Objects.requireNonNull(source);
    Objects.requireNonNull(least);
    Objects.requireNonNull(most);
    if (least.isEmpty() && most.isEmpty()) {
      throw new IllegalArgumentException("a probe needs a min or a max");
    }
    if (least.isPresent() && most.isPresent() && least.getAsDouble() > most.getAsDouble()) {
      throw new IllegalArgumentException("the min of a probe is at most its max");
    }
    if (when.isEmpty()) {
      throw new IllegalArgumentException("a probe is asked at least once");
    }
    when = Set.copyOf(EnumSet.copyOf(when));
  }

  /** The moments at which it is asked, in the order of a run. */
  public List<When> moments() {
    return when.stream().sorted().toList();
  }

  /** Whether an answer holds. */
  public boolean holds(double value) {
    return (least.isEmpty() || value >= least.getAsDouble())
        && (most.isEmpty() || value <= most.getAsDouble());
  }

  /** What holds, for a sentence: "at most 1.1". */
  public String expected() {
    if (most.isEmpty()) {
      return "at least " + plain(least.getAsDouble());
    }
    return least.isEmpty()
        ? "at most " + plain(most.getAsDouble())
        : plain(least.getAsDouble()) + " to " + plain(most.getAsDouble());
  }

  static String plain(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value, MathContext.DECIMAL32).stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }
}

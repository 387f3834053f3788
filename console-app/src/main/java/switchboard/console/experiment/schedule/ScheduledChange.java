package switchboard.console.experiment.schedule;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.load.LoadPlan;
import switchboard.console.loadtest.Arrivals;
import switchboard.console.loadtest.LoadTestPlan;
import switchboard.console.platform.Action;
import switchboard.console.platform.Limits;
import switchboard.console.text.Format;

/**
 * A change of the system or of its load at a moment of a run.
 *
 * @param after since when the run's times count
 */
public record ScheduledChange(Change change, Duration after) implements ScheduledStep {
  /** What is changed. */
  public sealed interface Change {
    /** "scale to 5 replicas". */
    String text();

    /** What the operator has to be allowed to do for it. */
    Optional<Action> right();
  }

  /** This number of replicas. */
  public record Scale(int replicas) implements Change {
    @Override
    public String text() {
      return "scale to " + Format.count(replicas, "replica");
    }

    @Override
    public Optional<Action> right() {
      return Optional.of(Action.SCALE);
    }
  }

  /** These limits for each replica. */
  public record Limit(Limits limits) implements Change {
    @Override
    public String text() {
      return "limit replicas to " + limits.words();
    }

    @Override
    public Optional<Action> right() {
      return Optional.of(Action.LIMIT);
    }
  }

  /** This load. */
  public record Load(LoadPlan plan) implements Change {
    @Override
    public String text() {
      return "set the load to " + Format.count(plan.users(), "user");
    }

    @Override
    public Optional<Action> right() {
      return Optional.empty();
    }
  }

  /** A load test beside the users; the change is done when it has ended. */
  public record LoadTest(LoadTestPlan plan) implements Change {
    @Override
    public String text() {
      return "load test: " + plan.shape().words() + ", " + plan.target();
    }

    @Override
    public Optional<Action> right() {
      return Optional.empty();
    }
  }

  public ScheduledChange {
    Objects.requireNonNull(change);
    Objects.requireNonNull(after);
  }

  @Override
  public String text() {
    return change.text();
  }

  @Override
  public Duration end() {
    return change instanceof LoadTest(LoadTestPlan plan)
            && plan.shape() instanceof Arrivals.Open open
        ? after.plus(open.duration())
        : after;
  }
}

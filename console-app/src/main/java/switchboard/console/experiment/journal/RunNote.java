package switchboard.console.experiment.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.fault.PendingVerdict;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.LoadStats;
import switchboard.console.logs.LogEntry;
import switchboard.console.metrics.Series;
import switchboard.console.metrics.alerts.Alert;
import switchboard.console.metrics.panel.ReadingValues;
import switchboard.console.platform.SystemState;
import switchboard.console.session.Snapshot;

/** One thing that was seen or done in a run. */
public sealed interface RunNote {
  /** By the console's clock. */
  Instant at();

  /**
   * The load has begun.
   *
   * @param users their first figures
   */
  record Began(Instant at, LoadStats users) implements RunNote {
    public Began {
      Objects.requireNonNull(at);
      Objects.requireNonNull(users);
    }
  }

  /**
   * The warm-up is over: times count from here on.
   *
   * @param users their figures then
   */
  record Warm(Instant at, LoadStats users) implements RunNote {
    public Warm {
      Objects.requireNonNull(at);
      Objects.requireNonNull(users);
    }
  }

  /** The first step is about to be taken: what comes is no baseline any more. */
  record StepsBegan(Instant at) implements RunNote {
    public StepsBegan {
      Objects.requireNonNull(at);
    }
  }

  /**
   * What was known at one moment; one about every second.
   *
   * @param connectionProblem why the platform cannot be reached; empty while it can
   * @param plan the load that was asked for last
   * @param users their figures; empty while the simulator does not answer
   * @param usersAt when those were asked for
   * @param calm whether the simulator's lateness is of a time in which no users joined
   * @param judging the run's faults whose verdict is not out yet
   * @param values the cockpit's figures
   * @param alerts those that wait or fire; empty when they are not known
   */
  record Looked(
      Instant at,
      SystemState system,
      Optional<String> connectionProblem,
      LoadPlan plan,
      Optional<LoadStats> users,
      Instant usersAt,
      boolean calm,
      List<PendingVerdict> judging,
      ReadingValues values,
      Optional<List<Alert>> alerts)
      implements RunNote {
    public Looked {
      Objects.requireNonNull(at);
      Objects.requireNonNull(system);
      Objects.requireNonNull(connectionProblem);
      Objects.requireNonNull(plan);
      Objects.requireNonNull(users);
      Objects.requireNonNull(usersAt);
      judging = List.copyOf(judging);
      Objects.requireNonNull(values);
      alerts = alerts.map(List::copyOf);
    }

    /** What a session published. */
    public static Looked of(Snapshot seen, List<PendingVerdict> judging, boolean calm) {
      return new Looked(
          seen.at(),
          seen.system(),
          seen.connectionProblem(),
          seen.plan(),
          seen.load(),
          seen.loadAt(),
          calm,
          judging,
          seen.measured().values(),
          seen.measured().alerts());
    }
  }

  /**
   * How many requests each replica had answered since its process was started, by name.
   *
   * @param before whether they are of the time before the run
   */
  record Counted(Instant at, Map<String, Double> requests, boolean before) implements RunNote {
    public Counted {
      Objects.requireNonNull(at);
      requests = Map.copyOf(requests);
    }
  }

  /**
   * The load has come to rest, or was given up.
   *
   * @param users their last figures
   * @param judging the run's faults whose verdict is not out yet
   */
  record Settled(Instant at, LoadStats users, List<PendingVerdict> judging) implements RunNote {
    public Settled {
      Objects.requireNonNull(at);
      Objects.requireNonNull(users);
      judging = List.copyOf(judging);
    }
  }

  /** Samples of metrics as they were scraped, those that came since the last ones. */
  record Sampled(Instant at, List<Series> series) implements RunNote {
    public Sampled {
      Objects.requireNonNull(at);
      series = List.copyOf(series);
    }
  }

  /** What components printed since the last of these. */
  record Logged(Instant at, List<LogEntry> lines) implements RunNote {
    public Logged {
      Objects.requireNonNull(at);
      lines = List.copyOf(lines);
    }
  }
}

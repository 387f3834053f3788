package switchboard.console.experiment.schedule;

import java.time.Duration;
import java.util.Objects;
import switchboard.console.experiment.probe.Probe;
import switchboard.console.text.Durations;

/**
 * A wait until a probe holds; the run's clock stands still meanwhile.
 *
 * @param after since when the run's times count
 * @param atMost how long it may take
 */
public record ScheduledWait(Probe probe, Duration atMost, Duration after) implements ScheduledStep {
  public ScheduledWait {
    Objects.requireNonNull(probe);
    Objects.requireNonNull(atMost);
    Objects.requireNonNull(after);
  }

  @Override
  public String text() {
    return "wait until " + probe.id() + " holds, at most " + Durations.words(atMost);
  }
}
